import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandFolder } from '../../../scripts/lib/paths.mjs';
import { exitCodes } from '../../../vault/command/connection';
import * as frames from '../../../vault/command/frames';
import { mostProcesses } from '../../../vault/command/peers';
import { nameOfVault } from '../../../vault/command/place';
import { frame } from '../../support/command/frames';
import { Place } from '../../support/command/place';
import { need } from '../../support/need';

/** The numbers of the protocol stand in C and in TypeScript. They are the same. */

const header = readFileSync(join(commandFolder, 'protocol.h'), 'utf8');
const numbers = new Map(
  [...header.matchAll(/^#define (KF_\w+) (\d+)/gm)].map(([, name, value]) => [name, Number(value)]),
);

/** Each number is looked at by a test below; a new one is looked at by none. */
const looked = new Set<string>();
function number(name: string): number {
  looked.add(name);
  const value = numbers.get(name);
  if (value === undefined) throw new Error(`protocol.h has no ${name}.`);
  return value;
}

const kindOf = (bytes: Buffer | null) => bytes?.[4];

test('kinds and sizes of frames', () => {
  expect(frames.mostFrame).toBe(number('KF_FRAME_MAX'));
  expect(kindOf(frames.note('x'))).toBe(number('KF_NOTE'));
  expect(kindOf(frames.printed('x'))).toBe(number('KF_OUT'));
  expect(kindOf(frames.failure('x'))).toBe(number('KF_FAIL'));
  expect(kindOf(frames.look(1))).toBe(number('KF_LOOK'));
  expect(kindOf(frames.run([{ name: 'A' }]))).toBe(number('KF_RUN'));
  expect(kindOf(frames.exit(0))).toBe(number('KF_EXIT'));
});

/** What the vault reads from a frame of the command; `null`: it refuses it. */
function read(kind: number, content: Uint8Array): frames.FromCommand | null {
  let got: frames.FromCommand | null = null;
  frames
    .createFrameReader((each) => {
      got = each;
    })
    .push(frame(kind, content));
  return got;
}

test('what is asked', () => {
  const ask = (version: number, terminals: number, cut: number) =>
    read(number('KF_ASK'), Buffer.concat([Uint8Array.of(version, terminals, cut), Buffer.from('en\0/\0list\0')]));
  const version = number('KF_VERSION');
  const [whole, cut] = [number('KF_WHOLE'), number('KF_CUT')];
  const none = { stdin: false, stdout: false, stderr: false };
  const asking = { terminals: none, cut: false, locale: 'en', folder: '/', args: ['list'] };
  expect(ask(version, 0, whole)).toEqual({ kind: 'ask', asking });
  expect(ask(version, 0, cut)).toEqual({ kind: 'ask', asking: { ...asking, cut: true } });
  for (const [bit, name] of [
    [number('KF_TERMINAL_IN'), 'stdin'],
    [number('KF_TERMINAL_OUT'), 'stdout'],
    [number('KF_TERMINAL_ERR'), 'stderr'],
  ] as const)
    expect(ask(version, bit, whole)).toMatchObject({ asking: { terminals: { ...none, [name]: true } } });
  expect(ask(version + 1, 0, whole)).toBeNull();
  // So many arguments, a folder and a language go into one frame.
  expect(number('KF_ARGUMENTS_MAX') + 4 + 64 + 1024).toBeLessThan(number('KF_FRAME_MAX'));
});

test('what was found', () => {
  const found = (result: number) => read(number('KF_FOUND'), Buffer.concat([Uint8Array.of(result), Buffer.from('/x')]));
  expect(found(number('KF_FOUND_PROGRAM'))).toMatchObject({ looked: { result: 'found', path: '/x' } });
  expect(found(number('KF_FOUND_NOTHING'))).toMatchObject({ looked: { result: 'missing' } });
  expect(found(number('KF_FOUND_NOT_EXECUTABLE'))).toMatchObject({ looked: { result: 'not-executable' } });
});

test('exit codes, and how many processes are listed', () => {
  expect(exitCodes).toEqual({
    wrongUse: number('KF_END_USAGE'),
    later: number('KF_END_LOCKED'),
    refused: number('KF_END_REFUSED'),
    notExecutable: number('KF_END_NOT_EXECUTABLE'),
    missing: number('KF_END_NOT_FOUND'),
  });
  expect(mostProcesses).toBe(number('KF_PEERS_MAX'));
  // These are the command's alone.
  for (const name of ['KF_END_NOT_RUNNING', 'KF_END_PROTOCOL', 'KF_END_OUTPUT', 'KF_RETRY_MS']) number(name);
});

test('both find the socket of a vault by the same name', async () => {
  need('compiler', 'proc');
  const place = new Place();
  const vault = join(realpathSync(place.folder), 'vault 库 é');
  mkdirSync(vault);
  expect(nameOfVault(vault)).toHaveLength(number('KF_NAME_DIGITS'));
  await place.listen((caller) => caller.end(frames.printed('found')), join(place.sockets, nameOfVault(vault)));
  expect(await place.run(['--vault', vault, 'list'])).toMatchObject({ code: 0, out: 'found' });
});

test('no number of protocol.h was left out', () => {
  expect([...numbers.keys()].filter((name) => !looked.has(name ?? ''))).toEqual([]);
});
