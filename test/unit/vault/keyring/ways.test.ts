import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { KeyringState, UnlockWays } from '../../../../common/keyring';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { recoveryKeyBytes, recoveryKeyGroups } from '../../../../common/recovery-key';
import { newRecoveryKey } from '../../../../vault/store/slots/recovery-slot';
import { passwordSlotOf } from '../../../../vault/store/slots/slots';
import { readSlots } from '../../../../vault/store/slots/slots-file';
import { masterPassword } from '../../../support/fake-keys';
import { refuseRows } from '../full-disk';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  fakeKeychain,
  filesIn,
  get,
  newKey,
  password,
  quickCost,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
  text,
} from '../harness';

const another = 'another fake master password';
const slotsOf = ({ folder }: TestVault) => readSlots(join(folder, 'slots.json'));
const kinds = (vault: TestVault) =>
  slotsOf(vault)
    .slots.map(({ kind }) => kind)
    .toSorted();
const stateOf = (vault: TestVault) => vault.view('main-view').must<KeyringState>('keyring.state');
const actions = async (vault: TestVault) => (await auditOf(vault)).rows.map(({ action }) => action);
const recoverWith = (key: Uint8Array, newPassword = another) => ({
  key: Uint8Array.from(key),
  newPassword: passwordBytes(newPassword),
});

/** Sets up a recovery key as a person does, and answers it. */
async function withRecoveryKey(vault: TestVault, master = masterPassword): Promise<Uint8Array> {
  const sheet = vault.view('keyring');
  const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password(master));
  const kept = Uint8Array.from(key);
  await sheet.must('keyring.confirmRecovery', { key });
  sheet.close();
  return kept;
}

/** The same folder in a fresh, locked process. */
function locked(former: TestVault, options = {}): TestVault {
  former.end();
  const { folder, keychain, now } = former;
  return startTestVault({ folder, keychain, now, ...options });
}

async function secretOf(vault: TestVault, id: string, master: string): Promise<string | null> {
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id, master));
  const { shown } = await revealed(vault, ticket);
  return text(shown.secret);
}

describe('changing the master password', () => {
  test('wraps the keys anew: the former one opens nothing, the database stays, the device slot is good', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan', secret: 'FAKE-secret-of-the-key' });
    const device = slotsOf(vault).slots.find(({ kind }) => kind === 'device');
    const rows = vault.posted.length;
    await vault.view('keyring').must('keyring.changePassword', { ...password(), newPassword: passwordBytes(another) });
    expect(slotsOf(vault).slots.find(({ kind }) => kind === 'device')).toEqual(device);
    // The keychain was asked nothing: it doesn't know the password.
    expect(vault.posted.slice(rows).filter(({ kind }) => kind === 'ask')).toEqual([]);
    expect(await vault.view('main-view').must('protection.keychain')).toBe('good');
    expect((await actions(vault))[0]).toBe('password-changed');
    const former = await locked(vault);
    expect(await former.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'wrong-password' });
    // Not from the copy of the slots either.
    fs.copyFileSync(join(vault.folder, 'slots.json.bak'), join(vault.folder, 'slots.json'));
    expect(await former.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'wrong-password' });
    await former.view('unlock').must('session.unlock', password(another));
    expect(await secretOf(former, id, another)).toBe('FAKE-secret-of-the-key');
  });

  test('changes nothing with a wrong password or an unfit new one', async () => {
    const vault = await createdVault();
    const sheet = vault.view('keyring');
    await actions(vault);
    const before = filesIn(vault.folder).get('slots.json');
    const change = (from: string, to: string) => ({ ...password(from), newPassword: passwordBytes(to) });
    expect(await sheet.mustFail('keyring.changePassword', change('wrong', another))).toEqual({
      code: 'wrong-password',
    });
    expect(await sheet.mustFail('keyring.changePassword', change(masterPassword, 'short'))).toMatchObject({
      code: 'invalid-fields',
    });
    expect(filesIn(vault.folder).get('slots.json')).toEqual(before);
    const rows = (await auditOf(vault)).rows.filter(({ action }) => action === 'password-changed');
    expect(rows.map(({ outcome }) => outcome)).not.toContain('ok');
    await reopened(vault);
  });

  test('changes nothing where it can’t be written down', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const made = await createdVault();
    made.end();
    refuseRows(made.folder, "NEW.action = 'password-changed'");
    const vault = await reopened(made);
    await actions(vault);
    const before = filesIn(vault.folder).get('slots.json');
    await vault
      .view('keyring')
      .mustFail('keyring.changePassword', { ...password(masterPassword), newPassword: passwordBytes(another) });
    expect(filesIn(vault.folder).get('slots.json')).toEqual(before);
    vi.restoreAllMocks();
    await reopened(vault);
  });
});

describe('the recovery key', () => {
  test('counts once it was typed back, and then opens the vault with a new master password', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan', secret: 'FAKE-secret-of-the-key' });
    expect(await stateOf(vault)).toEqual({ recoveryKey: null, device: true });
    const key = await withRecoveryKey(vault);
    expect(await stateOf(vault)).toEqual({ recoveryKey: vault.now, device: true });
    expect(kinds(vault)).toEqual(['device', 'master-password', 'recovery-key']);
    const all = Buffer.concat([...filesIn(vault.folder).values()]).toString('latin1');
    expect(all).not.toContain(text(key) ?? '');

    const next = await locked(vault);
    const unlock = next.view('unlock');
    expect((await unlock.must<UnlockWays>('session.ways')).recoveryKey).toBe(true);
    const typed = recoveryKeyBytes(recoveryKeyGroups(key).join(' ').toLowerCase());
    await unlock.must('session.recover', recoverWith(typed));
    expect(await secretOf(next, id, another)).toBe('FAKE-secret-of-the-key');
    expect((await actions(next)).slice(0, 3)).toContain('recovered');
    // It opens the vault again, as often as it must.
    const third = await locked(next);
    expect(await third.view('unlock').mustFail('session.unlock', password())).toEqual({ code: 'wrong-password' });
    await third.view('unlock').must('session.recover', recoverWith(key, masterPassword));
    expect(await get(third, id)).toMatchObject({ name: 'Deploy' });
  });

  test('is nothing before: not when it was only shown, not when something else was typed', async () => {
    const vault = await createdVault();
    const sheet = vault.view('keyring');
    expect(await sheet.mustFail('keyring.confirmRecovery', { key: newRecoveryKey() })).toEqual({
      code: 'ticket-invalid',
    });
    expect(await sheet.mustFail('keyring.beginRecovery', password('wrong'))).toEqual({ code: 'wrong-password' });
    const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
    const shown = Uint8Array.from(key);
    expect(await sheet.mustFail('keyring.confirmRecovery', { key: shown.slice(1) })).toEqual({
      code: 'recovery-key-typo',
    });
    expect(await sheet.mustFail('keyring.confirmRecovery', { key: newRecoveryKey() })).toEqual({
      code: 'wrong-recovery-key',
    });
    sheet.close();
    expect(await vault.view('keyring').mustFail('keyring.confirmRecovery', { key: shown })).toEqual({
      code: 'ticket-invalid',
    });
    expect(kinds(vault)).not.toContain('recovery-key');
    const next = await locked(vault);
    expect((await next.view('unlock').must<UnlockWays>('session.ways')).recoveryKey).toBe(false);
    expect(await next.view('unlock').mustFail('session.recover', recoverWith(shown))).toEqual({
      code: 'no-recovery-key',
    });
  });

  test('that was replaced opens nothing any more; a slip is told apart and not counted', async () => {
    const vault = await createdVault();
    const first = await withRecoveryKey(vault);
    const second = await withRecoveryKey(vault);
    const next = await locked(vault);
    const unlock = next.view('unlock');
    const before = filesIn(next.folder);
    for (let times = 0; times < 8; times += 1) {
      expect(await unlock.mustFail('session.recover', recoverWith(second.slice(1)))).toEqual({
        code: 'recovery-key-typo',
      });
    }
    expect(filesIn(next.folder)).toEqual(before);
    expect(await unlock.mustFail('session.recover', recoverWith(first))).toEqual({ code: 'wrong-recovery-key' });
    expect(await unlock.mustFail('session.recover', recoverWith(second, 'short'))).toMatchObject({
      code: 'invalid-fields',
    });
    // The master password is still the former one.
    await unlock.must('session.unlock', password());
    const failed = (await auditOf(next)).rows.find(({ action }) => action === 'recovery-failed');
    expect(failed).toMatchObject({ outcome: 'refused', code: 'wrong-recovery-key' });
  });

  test('is saved as a private file, by the sheet that shows it only', async () => {
    const vault = await createdVault();
    const sheet = vault.view('create');
    expect(await sheet.must('keyring.saveRecovery')).toBeNull();
    const path = join(vault.folder, '..', 'key.txt');
    vault.savePath = { path };
    expect(await sheet.mustFail('keyring.saveRecovery')).toEqual({ code: 'ticket-invalid' });
    const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
    expect(await sheet.must('keyring.saveRecovery')).toEqual({ fileName: 'key.txt' });
    expect(fs.readFileSync(path, 'utf8')).toContain(recoveryKeyGroups(key).join('-'));
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    for (const view of ['main-view', 'verify', 'unlock'] as const) {
      expect(await vault.view(view).mustFail('keyring.saveRecovery')).toMatchObject({ code: 'not-allowed' });
    }
  });
});

describe('this device', () => {
  test('is forgotten until a person asks for it again', async () => {
    const vault = await createdVault();
    await vault.view('main-view').must('keyring.forgetDevice');
    expect(kinds(vault)).toEqual(['master-password']);
    expect(fs.readFileSync(join(vault.folder, 'slots.json.bak'), 'utf8')).not.toContain('device');
    expect(await vault.view('main-view').must('protection.keychain')).toBe('not-sealed');
    // Neither an unlocking nor an act with the password brings it back.
    const next = await reopened(vault);
    await next.view('main-view').must('protection.keychain');
    const { id } = await next.view('add').must<{ id: string }>('keys.add', { ...newKey(), ...password() });
    await next.view('main-view').must('protection.keychain');
    expect(kinds(next)).toEqual(['master-password']);
    await next.view('keyring').must('keyring.sealDevice', password());
    expect(kinds(next)).toEqual(['device', 'master-password']);
    expect(await next.view('main-view').must('protection.keychain')).toBe('good');
    expect(await get(next, id)).toBeDefined();
    expect(await actions(next)).toEqual(expect.arrayContaining(['device-forgotten', 'device-sealed']));
  });

  test('that was forgotten is asked for nothing by an act with the password', async () => {
    const first = await createdVault();
    await first.view('main-view').must('keyring.forgetDevice');
    const vault = await reopened(first);
    await vault.view('add').must('keys.add', { ...newKey(), ...password() });
    // It waits for what is being made behind the person's back.
    await vault.view('main-view').must('keyring.forgetDevice');
    const asked = vault.posted.flatMap((message) => (message.kind === 'ask' ? [message.name] : []));
    expect(asked.filter((name) => name === 'seal' || name === 'unseal')).toEqual([]);
    expect(kinds(vault)).toEqual(['master-password']);
  });

  test('that is forgotten while it is being tied stays forgotten', async () => {
    const keychain = fakeKeychain('missing');
    const first = await createdVault({ keychain });
    await first.view('add').must('keys.add', { ...newKey(), ...password() });
    keychain.state = 'good';
    let answer: () => void = () => undefined;
    const vault = await reopened(first);
    vault.mainWaitsFor = new Promise((resolve) => {
      answer = resolve;
    });
    const asked = (wanted: string) => vault.posted.some((message) => message.kind === 'ask' && message.name === wanted);
    // After the unlock the slot that is missing is made; the keychain takes its time.
    await vi.waitFor(() => expect(asked('seal')).toBe(true));
    const forgetting = vault.view('main-view').call('keyring.forgetDevice');
    // An act with the password looks after the slot as well, once the first one is made.
    const given = { scope: { kind: 'all' }, to: { kind: 'csv' } };
    const exporting = vault.view('export').call('keyExport.save', { ...given, proof: byPassword('').proof });
    await vi.waitFor(() => expect(asked('savePath')).toBe(true));
    vault.mainWaitsFor = null;
    answer();
    expect(await forgetting).toMatchObject({ ok: true });
    expect(await exporting).toMatchObject({ ok: true });
    await vault.view('main-view').must('protection.keychain');
    expect(kinds(vault)).toEqual(['master-password']);
  });

  test.each([
    ['missing', 'missing'],
    ['unavailable', 'unavailable'],
  ] as const)('can’t be tied to a keychain that is %s, and nothing is lost', async (state, keychain) => {
    const vault = await createdVault();
    const before = filesIn(vault.folder).get('slots.json');
    vault.keychain.state = state;
    expect(await vault.view('keyring').mustFail('keyring.sealDevice', password())).toEqual({
      code: 'keychain-unusable',
      keychain,
    });
    expect(filesIn(vault.folder).get('slots.json')).toEqual(before);
    vault.keychain.state = 'good';
    expect(await vault.view('main-view').must('protection.keychain')).toBe('good');
  });

  test.each(['lost-key', 'other-backend'] as const)(
    'of state %s is tied anew with the master password',
    async (state) => {
      const vault = await createdVault();
      if (state === 'lost-key') vault.keychain.reset();
      else vault.keychain.backend = 'another_keyring';
      const next = await reopened(vault);
      expect(await next.view('main-view').must('protection.keychain')).toBe(state);
      await next.view('keyring').must('keyring.sealDevice', password());
      expect(await next.view('main-view').must('protection.keychain')).toBe('good');
    },
  );
});

describe('failed unlocks', () => {
  test('wait from the fifth on, each way by itself; a right password during the wait is not tried', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const key = await withRecoveryKey(vault);
    const next = await locked(vault, { clock });
    const unlock = next.view('unlock');
    const waits = async () => (await unlock.must<UnlockWays>('session.ways')).waits;
    const wrong = async () => {
      // The log tells failures apart by their time.
      next.now += 1;
      await unlock.mustFail('session.unlock', password('wrong'));
    };
    for (let times = 0; times < 4; times += 1) await wrong();
    expect(await waits()).toEqual({ password: 0, recoveryKey: 0 });
    await wrong();
    expect(await waits()).toEqual({ password: 30, recoveryKey: 0 });
    expect(await unlock.mustFail('session.unlock', password())).toEqual({ code: 'try-later', seconds: 30 });
    clock.advance(29_000);
    expect(await unlock.mustFail('session.unlock', password())).toEqual({ code: 'try-later', seconds: 1 });
    clock.advance(1000);
    await wrong();
    expect(await waits()).toEqual({ password: 60, recoveryKey: 0 });
    // The other way is open, and forgives: who has it is the owner.
    await unlock.must('session.recover', recoverWith(key));
    const again = await locked(next, { clock: fakeClock() });
    expect((await again.view('unlock').must<UnlockWays>('session.ways')).waits).toEqual({
      password: 0,
      recoveryKey: 0,
    });
    const failed = async () => (await auditOf(again)).rows.filter(({ action }) => action === 'unlock-failed').length;
    await again.view('unlock').must('session.unlock', password(another));
    expect(await failed()).toBe(6);
  });

  test('are not forgiven by a restart, nor by a clock set back; a deleted or broken file stops nothing', async () => {
    const vault = await createdVault();
    const file = join(vault.folder, 'attempts.json');
    let next = await locked(vault);
    for (let times = 0; times < 5; times += 1) await next.view('unlock').mustFail('session.unlock', password('wrong'));
    const start = next.now;
    const secondsAt = async (now: number) => {
      next = await locked(next, { now });
      return (await next.view('unlock').must<UnlockWays>('session.ways')).waits.password;
    };
    expect(await secondsAt(start + 10_000)).toBe(20);
    expect(await next.view('unlock').mustFail('session.unlock', password())).toEqual({
      code: 'try-later',
      seconds: 20,
    });
    expect(await secondsAt(start - 3_600_000)).toBe(30);
    expect(await secondsAt(start + 30_000)).toBe(0);
    for (const content of [null, '', 'not JSON', '{"format":"keyfold-attempts","version":0}']) {
      if (content === null) fs.rmSync(file);
      else fs.writeFileSync(file, content);
      expect(await secondsAt(start)).toBe(0);
    }
    // A file of version 1, which had no failures in a row.
    const attempts = [{ at: start, what: 'unlock-failed' }];
    fs.writeFileSync(file, JSON.stringify({ format: 'keyfold-attempts', version: 1, attempts, dropped: 0 }));
    expect(await secondsAt(start)).toBe(0);
    await next.view('unlock').must('session.unlock', password());
    expect((await auditOf(next, { action: 'unlock-failed' })).rows).toHaveLength(1);
  });

  test('that a newer Keyfold has counted are not forgiven, and its file is set aside as it is', async () => {
    const vault = await createdVault();
    const file = join(vault.folder, 'attempts.json');
    let next = await locked(vault);
    const start = next.now;
    const count = { failures: 6, failedAt: start, of: 'this machine' };
    const newer = (inARow: unknown) =>
      JSON.stringify({
        ...{ format: 'keyfold-attempts', version: 3, dropped: 2, more: true, inARow },
        attempts: [{ at: start, what: 'unlock-failed', from: 'here' }, { at: start, what: 'asked-by-phone' }, 7],
      });
    const setAside = () => fs.readdirSync(vault.folder).filter((name) => name.startsWith('attempts.newer-'));
    const waits = async () => {
      next = await locked(next, { now: start + 10_000 });
      return (await next.view('unlock').must<UnlockWays>('session.ways')).waits;
    };
    // What can't be read counts as the first number that has to wait, since the file was written.
    fs.writeFileSync(file, newer(null));
    fs.utimesSync(file, start / 1000, start / 1000);
    expect(await waits()).toEqual({ password: 20, recoveryKey: 20 });
    const first = newer({ password: count });
    fs.writeFileSync(file, first);
    fs.utimesSync(file, start / 1000, start / 1000);
    expect(await waits()).toEqual({ password: 50, recoveryKey: 20 });
    expect(setAside()).toEqual([]);

    // A wrong try goes on counting. The newer file is kept.
    next = await locked(next, { now: start + 60_000 });
    await next.view('unlock').mustFail('session.unlock', password('wrong'));
    expect(setAside().map((name) => fs.readFileSync(join(vault.folder, name), 'utf8'))).toEqual([first]);
    next = await locked(next, { now: start + 60_000 });
    expect((await next.view('unlock').must<UnlockWays>('session.ways')).waits.password).toBe(120);

    // So is one that a right try finds. Its rows come into the log, and those that aren't understood are counted.
    const second = newer({ password: { ...count, failures: 1 }, 'recovery-key': { failures: 0, failedAt: 0 } });
    fs.writeFileSync(file, second);
    next = await locked(next, { now: start + 1_000_000 });
    await next.view('unlock').must('session.unlock', password());
    expect((await auditOf(next, { action: 'unlock-failed' })).rows.map(({ at }) => at)).toEqual([start]);
    expect((await auditOf(next, { action: 'unlock' })).rows[0]?.facts.unrecorded).toBe(4);
    expect(setAside().map((name) => fs.readFileSync(join(vault.folder, name), 'utf8'))).toContain(second);
    expect(fs.existsSync(file)).toBe(false);
  });
});

describe('the cost of the master password', () => {
  const higher = { ...quickCost, passes: 4 };

  test('is raised at an unlock when the machine allows more, behind the person’s back', async () => {
    const vault = await createdVault();
    await withRecoveryKey(vault);
    const costs = { first: quickCost, better: () => higher };
    const next = await locked(vault, { costs });
    await next.view('unlock').must('session.unlock', password());
    await vi.waitFor(() => expect(passwordSlotOf(slotsOf(next)).kdf).toMatchObject(higher), 30_000);
    expect(kinds(next)).toEqual(['device', 'master-password', 'recovery-key']);
    expect(await next.view('main-view').must('protection.keychain')).toBe('good');
    await reopened(next);
  });

  test('stays where raising fails, and the vault is open all the same', async () => {
    const vault = await createdVault();
    const before = filesIn(vault.folder);
    fs.mkdirSync(join(vault.folder, 'slots.json.bak.new'));
    let asked = 0;
    const costs = {
      first: quickCost,
      better() {
        asked += 1;
        return higher;
      },
    };
    const next = await locked(vault, { costs });
    await next.view('unlock').must('session.unlock', password());
    // The change waits its turn behind nothing but that derivation.
    await next
      .view('keyring')
      .mustFail('keyring.changePassword', { ...password('x'), newPassword: passwordBytes(another) });
    expect(asked).toBe(1);
    fs.rmdirSync(join(vault.folder, 'slots.json.bak.new'));
    expect(fs.readFileSync(join(vault.folder, 'slots.json'))).toEqual(before.get('slots.json'));
    await reopened(next);
  });

  test('of a new one is measured at the least cost first', async () => {
    const asked: number[] = [];
    const costs = {
      first: quickCost,
      better(_: unknown, milliseconds: number) {
        asked.push(milliseconds);
        return higher;
      },
    };
    const vault = await createdVault({ costs });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeGreaterThan(0);
    expect(passwordSlotOf(slotsOf(vault)).kdf).toMatchObject(higher);
  });
});
