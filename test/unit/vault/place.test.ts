import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { UnlockWays } from '../../../common/keyring';
import type { VaultPlace } from '../../../common/place';
import { fileError } from '../../../common/system-errors';
import { syncFolder, writeAtomically } from '../../../vault/base/files/atomic-write';
import { limitsFound } from '../../../vault/base/files/file-system-limits';
import { need } from '../../support/need';
import { add, createdVault, newFolder, password, startTestVault } from './harness';

/** The place of a vault: out of reach, a link, read-only, beside copies that a synchronising program made. */

async function closedVault(): Promise<string> {
  const vault = await createdVault();
  await add(vault, { name: 'Kept' });
  vault.end();
  return vault.folder;
}

/** What the lock screen is told, and what a right password and a new vault get. */
async function locked(folder: string) {
  const vault = startTestVault({ folder });
  const { trouble } = await vault.view('unlock').must<UnlockWays>('session.ways');
  const unlock = await vault.view('unlock').mustFail('session.unlock', password());
  const create = await vault.view('create').mustFail('session.create', password());
  vault.end();
  return { trouble, unlock, create };
}

test('a folder that is a link to what isn’t there is out of reach: nothing is opened, and no vault is made', async () => {
  need('links');
  const folder = newFolder();
  const target = join(dirname(folder), 'usb/vault');
  fs.symlinkSync(target, folder);
  const away = { code: 'vault-away', path: folder, target };
  expect(await locked(folder)).toEqual({ trouble: away, unlock: away, create: away });
  expect(fs.existsSync(dirname(target))).toBe(false);
});

test('a folder whose disk isn’t mounted is out of reach', async () => {
  const folder = join(newFolder(), 'not-mounted/vault');
  const away = { code: 'vault-away', path: folder, target: null };
  expect(await locked(folder)).toEqual({ trouble: away, unlock: away, create: away });
});

test('a file in the folder’s place is named with the reason', async () => {
  const folder = newFolder();
  fs.writeFileSync(folder, 'somebody’s');
  const said = { code: 'io', path: folder, system: 'ENOTDIR' };
  expect(await locked(folder)).toEqual({ trouble: said, unlock: said, create: said });
  expect(fs.readFileSync(folder, 'utf8')).toBe('somebody’s');
});

test('links in a circle are named with the reason', async () => {
  need('links');
  const folder = newFolder();
  fs.symlinkSync(folder, folder);
  const { trouble } = await locked(folder);
  expect(trouble).toEqual({ code: 'io', path: folder, system: 'ELOOP' });
});

test('a folder that truly isn’t there is no trouble', async () => {
  const vault = startTestVault({ folder: newFolder() });
  expect((await vault.view('unlock').must<UnlockWays>('session.ways')).trouble).toBeNull();
  await vault.view('create').must('session.create', password());
});

for (const name of ['vault.db', 'slots.json']) {
  test(`a ${name} that is a link is named as a link, with where it leads to`, async () => {
    need('links');
    const folder = await closedVault();
    const file = join(folder, name);
    const elsewhere = join(dirname(folder), 'elsewhere');
    fs.renameSync(file, elsewhere);
    fs.symlinkSync(elsewhere, file);
    const vault = startTestVault({ folder });
    const error = await vault.view('unlock').mustFail('session.unlock', password());
    expect(error).toEqual({ code: 'vault-link', file, target: elsewhere });
  });
}

test('copies that a synchronising program made are named and never opened', async () => {
  const folder = await closedVault();
  const copies = [
    'vault (conflicted copy 2026-11-28).db',
    'vault.sync-conflict-20261128-101112-ABCDEFG.db',
    'vault-DESKTOP-1.db',
    'vault (1).db',
    'vault(2).db',
    'vault_conflict-20261128.db',
    'vault 2.db',
    'slots (conflicted copy 2026-11-28).json',
    'slots.sync-conflict-20261128-101112-ABCDEFG.json',
  ];
  const others = ['notes.db', 'vaults.db', 'vault.txt', 'vault.db-wal.txt'];
  for (const name of [...copies, ...others]) fs.writeFileSync(join(folder, name), 'FAKE other version');
  const vault = startTestVault({ folder });
  await vault.view('unlock').must('session.unlock', password());
  const { conflicts } = await vault.view('main-view').must<VaultPlace>('session.place');
  expect(conflicts.toSorted()).toEqual(copies.toSorted());
  for (const name of copies) expect(fs.readFileSync(join(folder, name), 'utf8')).toBe('FAKE other version');
  expect(conflicts).not.toContain('slots.json.bak');
});

const refusing = (call: string, code: string) => ({
  ...fs,
  [call]: () => {
    throw Object.assign(new Error(code), { code, syscall: call.replace('Sync', '') });
  },
});

test('a file system that can’t sync folders or make links is noted, and the write is done', () => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  for (const code of ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP']) syncFolder(folder, refusing('fsyncSync', code));
  const target = join(folder, 'file');
  const bytes = Buffer.from('x');
  writeAtomically({ target, temporary: `${target}.new`, bytes, mode: 'create' }, refusing('linkSync', 'EPERM'));
  expect(fs.readdirSync(folder)).toEqual(['file']);
  expect(limitsFound()).toEqual(['folder-sync', 'links']);
});

test('an error on an open file names its path', () => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  const target = join(folder, 'file');
  const write = (call: string, code: string) => () =>
    writeAtomically(
      { target, temporary: `${target}.new`, bytes: Buffer.from('x'), mode: 'create' },
      refusing(call, code),
    );
  for (const [act, path] of [
    [write('fsyncSync', 'EIO'), `${target}.new`],
    [write('writeSync', 'EIO'), `${target}.new`],
    [() => syncFolder(folder, refusing('fsyncSync', 'EIO')), folder],
  ] as const) {
    let said: unknown = null;
    try {
      act();
    } catch (error) {
      said = fileError(error, '');
    }
    expect(said).toEqual({ code: 'io', path, system: 'EIO' });
  }
});
