import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { realFolders, removeFolder } from '../../../vault/base/files/folder-system';
import { need, skipWithout } from '../../support/need';
import { backupsOf, quiet, restore } from './backups/acts';
import { add, createdVault, list, newFolder, password, reopened, startTestVault, type TestVault } from './harness';

/**
 * F3: what has the name of one of Keyfold's own files or folders, and is a link, a pipe or another thing. It is
 * unlinked itself. What it leads to stays as it is.
 */

/** Somebody's files outside the vault's folder, one of them with the name of a vault's file. */
let elsewhere: string;
const contents = () =>
  fs.readdirSync(elsewhere).map((name) => [name, fs.readFileSync(join(elsewhere, name), 'utf8'), modeOf(name)]);
const modeOf = (name: string) => fs.statSync(join(elsewhere, name)).mode & 0o777;
let before: ReturnType<typeof contents>;

beforeEach(() => {
  elsewhere = newFolder();
  fs.mkdirSync(elsewhere, { mode: 0o755 });
  for (const name of ['letter.txt', 'vault.db', 'slots.json']) {
    fs.writeFileSync(join(elsewhere, name), `of somebody: ${name}`, { mode: 0o644 });
  }
  before = contents();
});

async function closed(): Promise<TestVault> {
  const vault = await createdVault();
  await add(vault, { name: 'Kept' });
  vault.end();
  return vault;
}

/** Does everything that removes or writes own files: starts, fails, unlocks, backs up, changes the slots, restores. */
async function used(former: TestVault): Promise<TestVault> {
  const failing = startTestVault({ ...former });
  await failing.view('unlock').mustFail('session.unlock', password('a wrong password, quite'));
  failing.end();
  const vault = await reopened(former);
  await quiet(vault);
  await vault.view('main-view').must('backups.make');
  const same = { ...password(), newPassword: password().password };
  await vault.view('keyring').must('keyring.changePassword', same);
  const [backup] = await backupsOf(vault);
  vault.end();
  const restoring = startTestVault({ ...former });
  await restoring.view('restore').must('backups.restore', restore(backup?.name ?? ''));
  return restoring;
}

const folders = ['import.part', 'next', 'next.part', 'backups', 'backups/2026-01-01T000000Z-daily.part', 'undone'];
const files = ['attempts.json', 'attempts.json.new', 'slots.json.new', 'slots.json.bak', 'slots.json.bak.new'];
const besides = ['vault.db-journal', 'vault.db-wal', 'vault.db-shm', 'vault.db.new', 'vault.db.new-journal'];

describe('F3: a link in the place of', () => {
  test.each([...folders, 'undone.part', 'backups/2026-01-01T000000Z-daily.gone', 'backups/2026-01-01T000000Z-daily'])(
    'the folder %s leads nowhere',
    async (name) => {
      need('links');
      const vault = await closed();
      fs.mkdirSync(join(vault.folder, 'backups'), { recursive: true });
      fs.rmSync(join(vault.folder, name), { recursive: true, force: true });
      fs.symlinkSync(elsewhere, join(vault.folder, name));
      const next = await used(vault);
      expect((await list(next)).rows.map((row) => row.name)).toEqual(['Kept']);
      expect(contents()).toEqual(before);
      expect(fs.statSync(elsewhere).mode & 0o777).toBe(0o755);
    },
  );

  test.each([...files, ...besides])('the file %s leads nowhere', async (name) => {
    need('links');
    const vault = await closed();
    fs.rmSync(join(vault.folder, name), { force: true });
    fs.symlinkSync(join(elsewhere, 'letter.txt'), join(vault.folder, name));
    const next = await used(vault);
    expect((await list(next)).rows.map((row) => row.name)).toEqual(['Kept']);
    expect(contents()).toEqual(before);
  });

  test('import.part is unlinked at mere start, and its target stays', async () => {
    need('links');
    const vault = await closed();
    fs.symlinkSync(elsewhere, join(vault.folder, 'import.part'));
    startTestVault({ folder: vault.folder }).end();
    expect(fs.readdirSync(vault.folder)).not.toContain('import.part');
    expect(contents()).toEqual(before);
  });
});

test.each(['vault.db-journal', 'vault.db-wal'])('a pipe with the name %s holds nothing up', async (name) => {
  need('pipes');
  const vault = await closed();
  execFileSync('mkfifo', [join(vault.folder, name)]);
  const next = await reopened(vault);
  expect((await list(next)).rows).toHaveLength(1);
});

test.each(['vault.db-journal', 'letter.txt'])('a second name of the journal keeps its bytes: %s', async (name) => {
  const vault = await closed();
  const journal = join(vault.folder, 'vault.db-journal');
  const other = join(elsewhere, name);
  if (!fs.existsSync(other)) fs.writeFileSync(other, 'no journal at all, but somebody’s words');
  const words = fs.readFileSync(other);
  fs.linkSync(other, journal);
  const next = await reopened(vault);
  await add(next, { name: 'Later' });
  next.end();
  expect(fs.readFileSync(other).equals(words)).toBe(true);
});

test('a backup that a program has joined with the vault’s own file stays as it was', async () => {
  const vault = await closed();
  const backup = join(elsewhere, 'joined.db');
  fs.linkSync(join(vault.folder, 'vault.db'), backup);
  const bytes = fs.readFileSync(backup);
  const next = await reopened(vault);
  await add(next, { name: 'Later' });
  next.end();
  // Compared as one answer: where they differ, a list of the differences of so many bytes takes minutes.
  expect(fs.readFileSync(backup).equals(bytes)).toBe(true);
});

test.each(['attempts.json', 'attempts.json.new', 'slots.json.new', 'slots.json.bak'])(
  'a folder with the name %s stops nothing',
  async (name) => {
    const vault = await closed();
    fs.rmSync(join(vault.folder, name), { force: true });
    fs.mkdirSync(join(vault.folder, name));
    const next = await used(vault);
    expect((await list(next)).rows).toHaveLength(1);
  },
);

test('a folder that becomes a link between the reading of its names and the removal is left alone', () => {
  need('links');
  const own = newFolder();
  fs.mkdirSync(own);
  for (const name of ['letter.txt', 'vault.db']) fs.writeFileSync(join(own, name), 'own');
  const exchanged = {
    ...realFolders,
    readdirSync(path: string) {
      const names = fs.readdirSync(path);
      fs.renameSync(path, `${path}.away`);
      fs.symlinkSync(elsewhere, path);
      return names;
    },
  };
  expect(() => removeFolder(own, exchanged)).toThrow('vault-foreign');
  expect(contents()).toEqual(before);
});

test('another user’s folder is not emptied', () => {
  // Only an administrator can give a folder to somebody.
  if (process.getuid?.() !== 0) skipWithout('otherUser');
  const own = newFolder();
  fs.mkdirSync(own);
  fs.writeFileSync(join(own, 'letter.txt'), 'of somebody');
  fs.chownSync(own, 12345, 12345);
  expect(() => removeFolder(own)).toThrow('vault-foreign');
  expect(fs.readdirSync(own)).toEqual(['letter.txt']);
});
