import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createPortLife } from '../../../vault/base/port-life';
import { createEnrolments } from '../../../vault/protection/authenticator';
import { createRecoveries } from '../../../vault/protection/recoveries';
import { createReveals } from '../../../vault/protection/reveal';
import { letPass } from '../../../vault/session/effects/passed';
import { nothingPlanned } from '../../../vault/session/effects/plan';
import { createFolder } from '../../../vault/store/folder';
import { pathsIn } from '../../../vault/store/paths';
import { createImports } from '../../../vault/transfer/imports';
import { createRunning, type Turns } from '../../../vault/transfer/turns';
import { fakePair } from '../../support/fake-keys';
import { asOpenVault } from '../../support/open-vault';
import { add, createdVault, fakeClock, newFolder, password, quickCost, revealed } from './harness';

describe('what is in a slot', () => {
  const opened = () => {
    const life = createPortLife<object>();
    const wiped: string[] = [];
    const slot = life.slot<{ name: string }>(({ name }) => wiped.push(name));
    return { life, slot, wiped };
  };

  test('is wiped when its port closes, and that of other ports is not', () => {
    const { life, slot, wiped } = opened();
    const [one, other] = [{}, {}];
    slot.set(one, { name: 'one' });
    slot.set(other, { name: 'other' });
    life.end(one);
    expect(wiped).toEqual(['one']);
    expect([slot.get(one), slot.get(other)]).toEqual([undefined, { name: 'other' }]);
  });

  test('is wiped when another takes its place, and not when it is put there again', () => {
    const { slot, wiped } = opened();
    const port = {};
    const first = { name: 'first' };
    slot.set(port, first);
    slot.set(port, first);
    expect(wiped).toEqual([]);
    slot.set(port, { name: 'second' });
    expect(wiped).toEqual(['first']);
    slot.clear(port);
    slot.clear(port);
    expect(wiped).toEqual(['first', 'second']);
  });

  test('is wiped at once where its port has closed meanwhile', () => {
    const { life, slot, wiped } = opened();
    const port = {};
    life.end(port);
    slot.set(port, { name: 'late' });
    expect(wiped).toEqual(['late']);
    expect(slot.get(port)).toBeUndefined();
  });

  test('is wiped even where wiping another kind fails', () => {
    const life = createPortLife<object>();
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const bad = life.slot<object>(() => {
      throw new Error('FAKE');
    });
    const good = life.slot<Buffer>((bytes) => bytes.fill(0));
    const port = {};
    const secret = Buffer.from('FAKE');
    bad.set(port, {});
    good.set(port, secret);
    life.end(port);
    expect([...secret]).toEqual([0, 0, 0, 0]);
    expect(stderr).toHaveBeenCalledWith('keyfold vault: port: Error\n');
    stderr.mockRestore();
  });
});

test('one of each kind is wiped or cancelled by the end of its port', async () => {
  const folder = newFolder();
  const { database, keys, slots } = await createFolder(folder, password().password, 1, quickCost);
  const vault = asOpenVault({ paths: pathsIn(folder), database, keys, slots });
  const passed = letPass(nothingPlanned);
  const life = createPortLife<object>();
  const running = createRunning(life, () => undefined);
  const recoveries = createRecoveries(life);
  const enrolments = createEnrolments(life);
  const reveals = createReveals(life, fakeClock());
  const imports = createImports(life, running);
  const port = {};

  const recoveryKey = recoveries.begin(port, vault, passed, keys.secretKey, 1);
  enrolments.begin(port, vault, passed);
  const pair = fakePair('alibaba');
  const csv = Buffer.from(`AccessKey ID,AccessKey Secret\r\n${pair.accessKeyId},${pair.secret}\r\n`);
  const file = await imports.open(port, { fileName: 'FAKE.csv', path: null, bytes: csv });
  if (file.needs === 'provider') imports.assume(port, 'alibaba');
  const [found] = imports.found(port);
  const turns: Turns[] = [];
  const act = running.run(port, async (own) => {
    turns.push(own);
    while (true) await own.next(0, 1);
  });
  expect(found?.secret.some((byte) => byte !== 0)).toBe(true);
  expect(recoveryKey.some((byte) => byte !== 0)).toBe(true);

  life.end(port);
  await expect(act).rejects.toThrow('cancelled');
  expect(() => turns[0]?.check()).toThrow('cancelled');
  expect(recoveryKey.every((byte) => byte === 0)).toBe(true);
  expect(found?.secret.every((byte) => byte === 0)).toBe(true);
  for (const gone of [
    () => recoveries.file(port, vault),
    () => enrolments.confirm(port, vault, '000000', 1),
    () => reveals.of(port),
    () => imports.found(port),
  ]) {
    expect(gone).toThrow('ticket-invalid');
  }
  database.close();
});

test('a port that closes takes what it was shown with it, through the vault process', async () => {
  const vault = await createdVault();
  const { sheet } = await revealed(vault, (await add(vault)).ticket);
  await sheet.must('reveal.copy', { part: 'secret' });
  sheet.close();
  const received = sheet.received.length;
  sheet.send({ number: 99, operation: 'reveal.copy', input: { part: 'secret' } });
  await vault.view('main-view').must('protection.keychain');
  expect(sheet.received).toHaveLength(received);
  expect(vault.copied).toHaveLength(1);
});

test('nothing else in the vault process keeps a value by its port', () => {
  const files = fs
    .readdirSync('vault', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== join('base', 'port-life.ts'));
  expect(files.length).toBeGreaterThan(100);
  const keeping = files.flatMap((name) => {
    const kinds = fs.readFileSync(join('vault', name), 'utf8').match(/\b(?:WeakMap|WeakSet|Map<(?:Caller|Port)\b)/g);
    return kinds?.map((kind) => `${name}: ${kind}`) ?? [];
  });
  const others = [
    // By what counts for programs, the open vault, what was verified, and the slots that were read: none is a port's.
    `${join('protection', 'standing.ts')}: WeakMap`,
    `${join('session', 'effects', 'door.ts')}: WeakMap`,
    `${join('session', 'effects', 'passed.ts')}: WeakSet`,
    `${join('store', 'slots', 'slots-file.ts')}: WeakMap`,
  ];
  // The ports themselves.
  expect(keeping.toSorted()).toEqual(['process.ts: Map<Caller', ...others]);
});
