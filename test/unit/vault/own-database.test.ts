import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { schemaMade } from '../../../vault/store/database/schema';
import { tamper } from '../../support/tamper';
import { backupFolder, backupsOf, crashIn, restore } from './backups/acts';
import {
  add,
  createdVault,
  filesIn,
  list,
  newFolder,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from './harness';

/** What lies in the place of the vault's own database, or beside it, and is not what Keyfold made. */

let vault: TestVault;
beforeEach(async () => {
  vault = await createdVault();
  await add(vault, { name: 'Kept' });
  vault.end();
});

const database = () => join(vault.folder, 'vault.db');
const journal = () => `${database()}-journal`;
const otherPassword = 'another password, quite long';
const names = async (open: TestVault) => (await list(open)).rows.map(({ name }) => name).toSorted();

/** Every file but the note of failed unlocks and the backups, which are made in the background, by its digest. */
const digests = () =>
  [...filesIn(vault.folder)]
    .filter(([file]) => file !== 'attempts.json' && !file.startsWith('backups'))
    .map(([file, bytes]) => `${file} ${createHash('sha256').update(bytes).digest('hex')}`);

async function refused(given = password()): Promise<unknown> {
  const before = digests();
  const locked = startTestVault({ folder: vault.folder });
  const error = await locked.view('unlock').mustFail('session.unlock', given);
  locked.end();
  expect(digests()).toEqual(before);
  return error;
}

describe('F8: a schema with', () => {
  const swallow = 'CREATE TRIGGER swallow BEFORE DELETE ON access_key BEGIN SELECT RAISE(IGNORE); END';
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n';
  test.each([
    ['a trigger that ignores a deletion', [swallow], 'trigger', 'swallow', 'extra'],
    ['a view', ['CREATE VIEW own AS SELECT secret FROM access_key'], 'view', 'own', 'extra'],
    ['an index', ['CREATE INDEX "\u202egpj.x" ON access_key (name)'], 'index', '?gpj?x', 'extra'],
    ['a table', ['CREATE TABLE taken (a)'], 'table', 'taken', 'extra'],
    ['statistics of another program', ['ANALYZE'], 'table', 'sqlite_stat1', 'extra'],
    ['one trigger less', ['DROP TRIGGER audit_is_not_deleted'], 'trigger', 'audit_is_not_deleted', 'missing'],
    ['one more column', ['ALTER TABLE account ADD COLUMN mine TEXT'], 'table', 'account', 'changed'],
    [
      'an endless view in the place of a table',
      ['DROP TABLE original', `CREATE VIEW original AS ${endless}`],
      'view',
      'original',
      'extra',
    ],
  ])('%s is refused, and named', async (_, statements, what, name, how) => {
    await tamper(vault.folder, (open) => {
      for (const sql of statements) open.run(sql);
    });
    expect(await refused()).toEqual({ code: 'vault-altered', file: database(), what, name, how });
  });

  test('a foreign trigger is not restored from a backup either', async () => {
    const first = await reopened(vault);
    await first.view('main-view').must('backups.make');
    const [backup] = await backupsOf(first);
    first.end();
    const before = fs.readFileSync(database());
    await tamper(vault.folder, (open) => open.run(swallow));
    fs.copyFileSync(database(), backupFolder(vault, `${backup?.name}/vault.db`));
    fs.writeFileSync(database(), before);
    const locked = startTestVault({ folder: vault.folder });
    const error = await locked.view('restore').mustFail('backups.restore', restore(backup?.name ?? ''));
    expect(error).toMatchObject({ code: 'vault-altered', name: 'swallow' });
    locked.end();
    expect(fs.readFileSync(database())).toEqual(before);
  });

  // SQLite itself writes a part of these texts. If a newer one writes them otherwise, it would refuse every vault.
  test('version 6 is made as it always was', () => {
    const made = [...schemaMade(6)].map(([name, { table, sql }]) => `${name} ${table} ${sql}`).toSorted();
    expect(createHash('sha256').update(made.join('\n')).digest('hex')).toBe(
      'beb280fd1865284b6c677d1200a207c1306c2a5a6ddd4e4060a0782518b75347',
    );
  });
});

describe('F12: a folder “next”', () => {
  const next = (file = '') => join(vault.folder, 'next', file);
  const own = ['vault.db', 'slots.json'];

  /** Another vault with another password. */
  async function foreign(): Promise<string> {
    const other = startTestVault({ folder: newFolder() });
    await other.view('create').must('session.create', password(otherPassword));
    await other.view('main-view').must('protection.keychain');
    other.end();
    return other.folder;
  }

  test.each([[own], [['slots.json']], [['vault.db']], [[]]])(
    'of another vault (%s) replaces nothing',
    async (files) => {
      const from = await foreign();
      fs.mkdirSync(next());
      for (const file of files) fs.copyFileSync(join(from, file), next(file));
      expect(await refused(password('a wrong password, quite'))).toEqual({ code: 'wrong-password' });
      const open = await reopened(vault);
      expect(await names(open)).toEqual(['Kept']);
      expect(fs.existsSync(next())).toBe(false);
    },
  );

  test('with former slots of the same vault replaces nothing', async () => {
    const former = fs.readFileSync(join(vault.folder, 'slots.json'));
    const first = await reopened(vault);
    const change = { ...password(), newPassword: password(otherPassword).password };
    await first.view('keyring').must('keyring.changePassword', change);
    first.end();
    fs.mkdirSync(next());
    fs.writeFileSync(next('slots.json'), former);
    // The former password opens these slots, but they are not those that the database knows.
    expect(await refused()).toEqual({ code: 'wrong-password' });
    const open = startTestVault({ folder: vault.folder });
    await open.view('unlock').must('session.unlock', password(otherPassword));
    expect(await names(open)).toEqual(['Kept']);
  });

  /** A restore that a crash cut: the backup has the former password, the vault has the other one. */
  async function cut(moved: boolean): Promise<void> {
    const former = Object.fromEntries(own.map((file) => [file, fs.readFileSync(join(vault.folder, file))]));
    const first = await reopened(vault);
    const change = { ...password(), newPassword: password(otherPassword).password };
    await first.view('keyring').must('keyring.changePassword', change);
    await add(first, { name: 'Later' });
    first.end();
    fs.mkdirSync(next());
    for (const [file, bytes] of Object.entries(former)) fs.writeFileSync(next(file), bytes ?? '');
    if (moved) fs.renameSync(next('vault.db'), database());
  }

  test.each([false, true])('of a restore that was cut is finished by its password (moved: %s)', async (moved) => {
    await cut(moved);
    expect(await refused(password('a wrong password, quite'))).toEqual({ code: 'wrong-password' });
    const open = await reopened(vault);
    expect(await names(open)).toEqual(['Kept']);
    expect(fs.existsSync(next())).toBe(false);
  });

  test('of a restore that was cut before anything was moved is undone by the vault’s password', async () => {
    await cut(false);
    const open = startTestVault({ folder: vault.folder });
    await open.view('unlock').must('session.unlock', password(otherPassword));
    expect(await names(open)).toEqual(['Kept', 'Later']);
    expect(fs.existsSync(next())).toBe(false);
  });

  test('of which one file is moved is not opened by the vault’s former password, and nothing is removed', async () => {
    await cut(true);
    expect(await refused(password(otherPassword))).toEqual({ code: 'wrong-password' });
  });
});

describe('F13: beside the closed database', () => {
  test('a journal from before is not played back, and is kept', async () => {
    const { 'vault.db-journal': stale } = await crashIn(vault.folder);
    const first = await reopened(vault);
    for (let number = 0; number < 5; number += 1) await add(first, { name: `Later ${number}` });
    first.end();
    const before = fs.readFileSync(database());
    fs.writeFileSync(journal(), stale);
    const open = await reopened(vault);
    expect(await names(open)).toHaveLength(6);
    expect((await open.view('main-view').must<{ broken: unknown }>('audit.check')).broken).toBeNull();
    expect(fs.readFileSync(join(vault.folder, 'undone', 'journal'))).toEqual(stale);
    expect(fs.readFileSync(join(vault.folder, 'undone', 'vault.db'))).toEqual(before);
    open.end();
    expect(await names(await reopened(open))).toHaveLength(6);
  });

  test('the journal of a crash is played back, and both files are kept as they were', async () => {
    const left = await crashIn(vault.folder);
    for (const [file, bytes] of Object.entries(left)) fs.writeFileSync(join(vault.folder, file), bytes);
    const open = await reopened(vault);
    expect(await names(open)).toEqual(['Kept']);
    expect((await open.view('main-view').must<{ broken: unknown }>('audit.check')).broken).toBeNull();
    expect(fs.readFileSync(join(vault.folder, 'undone', 'journal'))).toEqual(left['vault.db-journal']);
    expect(fs.readFileSync(join(vault.folder, 'undone', 'vault.db'))).toEqual(left['vault.db']);
  });

  test('a journal that names another file is not played back, and that file stays', async () => {
    const left = await crashIn(vault.folder);
    const letter = join(newFolder(), '..', 'letter.txt');
    fs.writeFileSync(letter, 'of somebody');
    const name = Buffer.from(letter, 'latin1');
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(name.length, 0);
    numbers.writeUInt32BE(
      name.reduce((sum, byte) => sum + byte, 0),
      4,
    );
    const page = Buffer.from([0, 4, 0, 1]);
    const magic = left['vault.db-journal'].subarray(0, 8);
    fs.writeFileSync(journal(), Buffer.concat([left['vault.db-journal'], page, name, numbers, magic]));
    const open = await reopened(vault);
    expect(await names(open)).toEqual(['Kept']);
    expect(fs.readFileSync(letter, 'utf8')).toBe('of somebody');
    expect(fs.existsSync(join(vault.folder, 'undone', 'journal'))).toBe(true);
  });

  test.each(['-wal', '-shm'])('a file %s is not read, and is kept', async (end) => {
    fs.writeFileSync(database() + end, 'of somebody');
    const open = await reopened(vault);
    await add(open, { name: 'Later' });
    open.end();
    expect(await names(await reopened(open))).toEqual(['Kept', 'Later']);
    expect(fs.readFileSync(join(vault.folder, 'undone', end.slice(1)), 'utf8')).toBe('of somebody');
  });

  test('what is whole neither with the journal nor without it is left as it is', async () => {
    const left = await crashIn(vault.folder);
    fs.truncateSync(database(), 9000);
    fs.writeFileSync(journal(), Buffer.concat([left['vault.db-journal'].subarray(0, 8), Buffer.alloc(5000, 7)]));
    expect(await refused()).toEqual({ code: 'vault-damaged', file: database(), part: 'database' });
  });
});
