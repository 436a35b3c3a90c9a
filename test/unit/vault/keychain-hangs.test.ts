import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usualRule } from '../../../common/backups';
import type { ControlName, FromVault } from '../../../common/control';
import type { Reply } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Original } from '../../../common/transfer/originals';
import { createControl, keychainAnswersWithin } from '../../../vault/base/control';
import { createQueue, outsideQueue } from '../../../vault/base/queue';
import { fakePair } from '../../support/fake-keys';
import { scratchFolder } from '../../support/scratch';
import { backupsOf, day, quiet, restore, settled, stateOf } from './backups/acts';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  list,
  newKey,
  password,
  remove,
  reopened,
  startTestVault,
  type TestVault,
} from './harness';
import { applied, planOf, proof } from './transfer/moves';

/** Main gives no answer from now on. Returns what makes it answer again, those questions too. */
function mainHangs(vault: TestVault): () => void {
  let answer = (): void => undefined;
  vault.mainWaitsFor = new Promise((resolve) => {
    answer = resolve;
  });
  return () => {
    vault.mainWaitsFor = null;
    answer();
  };
}

/** Begins a call, and waits until it has asked main for this. */
async function begun(vault: TestVault, asked: ControlName, call: () => Promise<Reply<unknown>>) {
  const before = vault.posted.length;
  const reply = call();
  const isAsked = (message: FromVault) => message.kind === 'ask' && message.name === asked;
  await settled(() => vault.posted.slice(before).some(isAsked));
  return { reply };
}

const keychainOf = (vault: TestVault) => vault.view('main-view').must('protection.keychain');

test('F17: a keychain that does not answer stops no change, and counts as unavailable after five seconds', async () => {
  const time = fakeClock();
  const vault = await createdVault({ time });
  const first = await add(vault, { name: 'First' });
  await quiet(vault);
  const answer = mainHangs(vault);
  const adding = () => vault.view('add').call('keys.add', newKey({ name: 'By keychain' }));
  const added = await begun(vault, 'unseal', adding);

  // Every one of these was behind it in the queue.
  const main = vault.view('main-view');
  await vault.view('add').must('keys.add', { ...newKey({ name: 'By password' }), ...password() });
  await main.must('keys.setDefault', { id: first.id });
  await main.must('keys.cancelDefault', { id: first.id });
  await vault.view('verify').must('protection.verify', byPassword(first.id));
  await remove(vault, first.id);
  const another = passwordBytes('another fake master password');
  await vault.view('keyring').must('keyring.changePassword', { ...password(), newPassword: another });
  expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['By password']);

  time.advance(keychainAnswersWithin);
  expect(await added.reply).toEqual({ ok: false, error: { code: 'password-required', keychain: 'unavailable' } });
  // From here on nothing waits for it.
  expect(await keychainOf(vault)).toBe('unavailable');
  expect(await adding()).toEqual({ ok: false, error: { code: 'password-required', keychain: 'unavailable' } });

  // Its late answer changes nothing, and shows that it is back.
  answer();
  await settled(async () => (await keychainOf(vault)) === 'good');
  expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['By password']);
  await add(vault, { name: 'By keychain' });
});

/** An original in the vault, of a file that was cleaned. */
async function original(vault: TestVault): Promise<string> {
  const { accessKeyId, secret } = fakePair('alibaba');
  const path = join(scratchFolder('keyfold-original'), 'config.json');
  const entry = { name: 'one', mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
  fs.writeFileSync(path, JSON.stringify({ current: 'one', profiles: [entry] }));
  vault.openPath = { path };
  const sheet = vault.view('import');
  await sheet.must('keyImport.open');
  await planOf(sheet);
  await applied(sheet);
  await sheet.must('keyImport.clean', { proof: proof() });
  const [found] = await vault.view('main-view').must<Original[]>('originals.list');
  return found?.id ?? '';
}

type Begin = (vault: TestVault, id: string) => Promise<Reply<unknown>>;

/** Acts that take their turn in the queue and wait for main, each with what it waits for last. */
const waiting: readonly [name: string, asked: ControlName, begin: Begin][] = [
  ['a key that is added', 'unseal', (vault) => vault.view('add').call('keys.add', newKey())],
  [
    'an original for which a place is chosen',
    'savePath',
    (vault, id) => vault.view('import').call('originals.save', { id, proof: proof() }),
  ],
  [
    'a key on its way to the clipboard',
    'copyKey',
    async (vault) => {
      const [key] = (await list(vault)).rows;
      return vault.view('use').call('keyUse.copy', { id: key?.id, target: 'dotenv', options: {}, proof: proof() });
    },
  ],
  [
    'a device that is sealed on request',
    'seal',
    (vault) => vault.view('keyring').call('keyring.sealDevice', password()),
  ],
  ['new keys', 'readMark', (vault) => vault.view('rekey').call('rekey.run', password())],
];

describe('F17: nothing that waits for main holds the queue of changes', () => {
  test.each(waiting)('%s', async (_, asked, begin) => {
    const vault = await createdVault({ time: fakeClock() });
    const id = await original(vault);
    await quiet(vault);
    await keychainOf(vault);
    const answer = mainHangs(vault);
    const under = await begun(vault, asked, () => begin(vault, id));
    await vault.view('main-view').must('backups.keep', { keep: { ...usualRule, days: 9 } });
    await vault.view('add').must('keys.add', { ...newKey({ name: 'Meanwhile' }), ...password() });
    answer();
    expect(await under.reply).toMatchObject({ ok: true });
    expect((await list(vault)).rows.map(({ name }) => name)).toContain('Meanwhile');
  });
});

test('F17: a mark that the keychain does not give stays, and a restore meanwhile is not called an older copy', async () => {
  const first = await createdVault();
  await quiet(first);
  await first.view('main-view').must('backups.make');
  await add(first);
  const second = await reopened(first);
  await quiet(second);
  second.end();
  const { folder, keychain, marks } = second;
  const mark = marks.kept;

  const time = fakeClock();
  const third = startTestVault({ folder, keychain, marks, time, now: second.now + day });
  mainHangs(third);
  const name = (await backupsOf(third)).find(({ kind }) => kind === 'manual')?.name ?? '';
  const restoring = () => third.view('restore').call('backups.restore', restore(name));
  const restored = await begun(third, 'readMark', restoring);
  time.advance(keychainAnswersWithin);
  expect(await restored.reply).toMatchObject({ ok: true });
  await list(third);
  // The day's backup comes after the look at the mark.
  await settled(async () =>
    (await stateOf(third)).backups.some(({ kind, at }) => kind === 'daily' && at === third.now),
  );
  expect(marks.kept).toEqual(mark);
  third.end();

  const fourth = startTestVault({ folder, keychain, marks, now: second.now + day });
  await fourth.view('unlock').must('session.unlock', password());
  await quiet(fourth);
  expect((await auditOf(fourth, { action: 'older-copy' })).total).toBe(0);
  expect(await fourth.view('main-view').must('generation.state')).toBeNull();
  expect(marks.kept).not.toEqual(mark);
});

describe('a question to main that needs the keychain', () => {
  test('has an end, and its late answer is wiped', async () => {
    const clock = fakeClock();
    const posted: FromVault[] = [];
    const control = createControl((message) => posted.push(message), clock);
    const numberOf = (at: number) => (posted[at]?.kind === 'ask' ? posted[at].number : 0);
    const asked = control.ask('unseal', { sealed: new Uint8Array(1), backend: 'fake' });
    const place = control.ask('savePath', { fileName: 'fake' });
    clock.advance(keychainAnswersWithin);
    expect(await asked).toBeNull();
    expect(await control.ask('readMark', {})).toBeNull();
    expect(posted).toHaveLength(2);
    const share = new Uint8Array(32).fill(7);
    control.answer({ kind: 'answer', number: numberOf(0), answer: { state: 'good', share } });
    expect(share).toEqual(new Uint8Array(32));
    // A person may take longer than that.
    control.answer({ kind: 'answer', number: numberOf(1), answer: { path: null } });
    expect(await place).toEqual({ path: null });
    const again = control.ask('readMark', {});
    control.answer({ kind: 'answer', number: numberOf(2), answer: { mark: null } });
    expect(await again).toEqual({ mark: null });
    expect(clock.timers).toBe(0);
  });
});

describe('the queue', () => {
  test('runs one act at a time in their order, and another one while an act waits outside', async () => {
    const queue = createQueue();
    const seen: string[] = [];
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const waits = queue(async () => {
      seen.push('first');
      await outsideQueue(() => answered);
      seen.push('first goes on');
      await Promise.resolve();
      seen.push('first ends');
    });
    await queue(async () => {
      seen.push('second');
      answer();
      await answered;
      await new Promise((resolve) => setImmediate(resolve));
      seen.push('second ends');
    });
    await Promise.all([waits, queue(async () => seen.push('third'))]);
    expect(seen.slice(0, 3)).toEqual(['first', 'second', 'second ends']);
    expect(seen.indexOf('first ends')).toBe(seen.indexOf('first goes on') + 1);
    expect(seen).toContain('third');
  });

  test('is not kept by what an act has left behind, nor by an act that fails outside', async () => {
    const queue = createQueue();
    let left: Promise<unknown> = Promise.resolve();
    let go = (): void => undefined;
    const later = new Promise<void>((resolve) => {
      go = resolve;
    });
    await queue(async () => {
      left = later.then(() => outsideQueue(async () => 'left behind'));
    });
    go();
    expect(await left).toBe('left behind');
    const failing = queue(() => outsideQueue(() => Promise.reject(new Error('refused'))));
    await expect(failing).rejects.toThrow('refused');
    expect(await queue(async () => 'next')).toBe('next');
  });
});
