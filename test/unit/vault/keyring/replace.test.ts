import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditAction } from '../../../../common/audit/actions';
import type { StepBack } from '../../../../common/generation';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import type { FileSystem } from '../../../../vault/base/files/atomic-write';
import { raiseInBackground } from '../../../../vault/session/after-unlock';
import { letPass } from '../../../../vault/session/effects/passed';
import { planOf } from '../../../../vault/session/effects/plan';
import { replaceSlots } from '../../../../vault/session/replace-slots';
import { makePasswordSlot, wipeKeys, withSlot } from '../../../../vault/store/slots/slots';
import { readSlots } from '../../../../vault/store/slots/slots-file';
import { expectSlots } from '../../../../vault/store/slots/slots-hash';
import { openFolder } from '../../../support/open-folder';
import { asOpenVault } from '../../../support/open-vault';
import { quiet, settled } from '../backups/acts';
import {
  auditOf,
  createdVault,
  newFolder,
  password,
  quickCost,
  reopened,
  startTestVault,
  type TestVault,
} from '../harness';

/** Slots and log are two files; what a crash or a failing disk leaves of a change must be of one mind. */

const passed = () => letPass(planOf([{ effect: 'ways.password', subject: '' }]));

const another = 'another fake master password';

/** The closed vault's folder, opened by hand, and its slots with another master password. */
async function opened(vault: TestVault) {
  await quiet(vault);
  vault.end();
  const folder = await openFolder(vault.folder, password().password);
  const slot = await makePasswordSlot(folder.slots, folder.keys, passwordBytes(another), quickCost);
  return { ...folder, next: withSlot(folder.slots, slot) };
}

const rowsOf = async (vault: TestVault, action: AuditAction = 'password-changed') =>
  (await auditOf(vault, { action })).rows.map(({ outcome }) => outcome);

/** The folder as a crash leaves it between the slots and the log's row, by each act that replaces slots. */
const cut = {
  async 'password-changed'(vault: TestVault): Promise<string> {
    const { database, keys, paths, slots, next } = await opened(vault);
    const open = asOpenVault({ paths, database, slots, keys });
    const crashed = newFolder();
    const system: FileSystem = {
      ...fs,
      renameSync(from, to) {
        fs.renameSync(from, to);
        // The transaction with the row goes on; the copy never hears of its end.
        if (to === paths.slots) fs.cpSync(paths.folder, crashed, { recursive: true });
      },
    };
    replaceSlots(open, passed(), () => next, system);
    database.close();
    wipeKeys(keys);
    return crashed;
  },
  async recovered(vault: TestVault): Promise<string> {
    const sheet = vault.view('keyring');
    const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
    const kept = Uint8Array.from(key);
    await sheet.must('keyring.confirmRecovery', { key });
    await quiet(vault);
    vault.end();
    const { folder, keychain, marks, now } = vault;
    const next = startTestVault({ folder, keychain, marks, now });
    await next.view('unlock').must('session.recover', { key: kept, newPassword: passwordBytes(another) });
    // Before the first rows are asked for, with which its own is written.
    const crashed = newFolder();
    fs.cpSync(folder, crashed, { recursive: true });
    next.end();
    return crashed;
  },
};

test.each(['password-changed', 'recovered'] as const)(
  'a change that a crash cut between the slots and the log’s row is told by the next unlock, once: %s',
  async (action) => {
    const vault = await createdVault();
    const folder = await cut[action](vault);
    for (let unlock = 1; unlock <= 2; unlock += 1) {
      const { keychain, marks, now } = vault;
      const again = startTestVault({ folder, keychain, marks, now });
      await again.view('unlock').must('session.unlock', { password: passwordBytes(another) });
      await quiet(again);
      expect(await rowsOf(again, action)).toEqual(['ok']);
      expect(await again.view('main-view').must<StepBack | null>('generation.state')).toBeNull();
      again.end();
    }
  },
);

test('a change that a crash cut before the slots is none, and nothing tells of it', async () => {
  const vault = await createdVault();
  const { database, keys, next } = await opened(vault);
  expectSlots(database, next, 'password-changed');
  database.close();
  wipeKeys(keys);
  const again = await reopened(vault);
  await quiet(again);
  expect(await rowsOf(again)).toEqual([]);
  expect(await again.view('main-view').must<StepBack | null>('generation.state')).toBeNull();
});

test('a cost that is raised behind the person’s back does not bring back the password that was changed meanwhile', async () => {
  const vault = await createdVault();
  const { database, keys, paths, slots, next } = await opened(vault);
  const open = asOpenVault({ paths, database, slots, keys });
  const raise = { password: Buffer.from(password().password), secretKey: Buffer.from(keys.secretKey) };
  raiseInBackground(open, raise, { ...quickCost, passes: 4 });
  // While the former one is being derived.
  replaceSlots(open, passed(), () => next);
  // It wipes what it was given once it is over.
  await settled(() => raise.password.every((byte) => byte === 0));
  expect(open.slots).toEqual(next);
  expect(readSlots(paths.slots)).toEqual(next);
  database.close();
  wipeKeys(keys);
});

// Defect: where only the sync of the folder failed, the new slots stood in the file of a change that was refused.
test('a change that fails at any step of writing the slots leaves the former ones', async () => {
  const vault = await createdVault();
  const { database, keys, paths, slots, next } = await opened(vault);
  const open = asOpenVault({ paths, database, slots, keys });
  const was = fs.readFileSync(paths.slots);
  let failed = 0;
  for (let failAt = 0; ; failAt += 1) {
    const before = open.slots;
    try {
      replaceSlots(open, passed(), () => ({ ...next, generation: before.generation + 1 }), failing(failAt));
      break;
    } catch (error) {
      expect(error).toMatchObject({ code: 'EIO' });
    }
    failed += 1;
    expect(fs.readFileSync(paths.slots), `step ${failAt}`).toEqual(was);
    expect(open.slots.slots).toEqual(slots.slots);
    const rows = database.get<{ rows: number }>("SELECT count(*) AS rows FROM audit WHERE action = 'password-changed'");
    expect(rows).toEqual({ rows: 0 });
  }
  expect(failed).toBeGreaterThan(10);
  expect(readSlots(paths.slots).slots).toEqual(next.slots);
  database.close();
  wipeKeys(keys);
  expect(fs.readdirSync(vault.folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  expect(fs.readFileSync(join(vault.folder, 'slots.json'))).toEqual(fs.readFileSync(`${paths.slots}.bak`));
});

/** A file system whose call of that number fails, once. */
function failing(failAt: number): FileSystem {
  let calls = 0;
  const through =
    <A extends unknown[], R>(act: (...given: A) => R) =>
    (...given: A): R => {
      calls += 1;
      if (calls - 1 === failAt) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'x', errno: -5 });
      return act(...given);
    };
  return {
    openSync: through((path, flags, mode) => fs.openSync(path, flags, mode)),
    writeSync: through((file, bytes, from) => fs.writeSync(file, bytes, from)),
    fsyncSync: through((file) => fs.fsyncSync(file)),
    closeSync: (file) => fs.closeSync(file),
    renameSync: through((from, to) => fs.renameSync(from, to)),
    linkSync: through((from, to) => fs.linkSync(from, to)),
    unlinkSync: (path) => fs.unlinkSync(path),
    copyFileSync: through((from, to) => fs.copyFileSync(from, to)),
  };
}
