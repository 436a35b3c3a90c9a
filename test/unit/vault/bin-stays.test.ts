import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import type { Intent } from '../../../common/intents';
import type { BinPage } from '../../../common/keys/bin';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { keptColumns } from '../../../vault/keys/bin';
import { migrate, migrations } from '../../../vault/store/database/migrations';
import { fakeTemporary, masterPassword } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { backupsOf, day, restore as named } from './backups/acts';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  get,
  list,
  password,
  remove,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
  text,
} from './harness';

/** Deleted keys, wherever something goes over all keys or over all that is sealed. */

const opened: BetterSqlite.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

async function act(vault: TestVault, intent: Intent, operation: string, input: object): Promise<void> {
  const proof = { method: 'password', password: passwordBytes(masterPassword) };
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', { intent, proof });
  await vault.view('main-view').must(operation, { ...input, ticket });
}

const back = (vault: TestVault, id: string) => act(vault, { act: 'restore', ids: [id] }, 'bin.restore', { ids: [id] });
const erase = (vault: TestVault, id: string) => act(vault, { act: 'erase', ids: [id] }, 'bin.erase', { ids: [id] });
const binned = async (vault: TestVault) =>
  (await vault.view('main-view').must<BinPage>('bin.list', { offset: 0, limit: 50, text: '' })).rows;

async function secretsOf(vault: TestVault, id: string): Promise<(string | null)[]> {
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
  const { shown } = await revealed(vault, ticket);
  return [text(shown.secret), text(shown.token)];
}

/** Puts a backup in the vault's place, in a fresh process. */
async function restored(former: TestVault, name: string, now = former.now): Promise<TestVault> {
  former.end();
  const { folder, keychain, marks } = former;
  const time = fakeClock();
  const vault = startTestVault({ folder, keychain, marks, now, time });
  await vault.view('restore').must('backups.restore', named(name));
  await list(vault);
  time.advance(2000);
  return vault;
}

const backupOf = async (vault: TestVault): Promise<string> => {
  await vault.view('main-view').must('backups.make');
  return (await backupsOf(vault)).find(({ kind }) => kind === 'manual')?.name ?? '';
};

test('new keys of the vault seal deleted keys anew, and a restored one still opens', async () => {
  const vault = await createdVault();
  const { accessKeyId, secret, token } = fakeTemporary();
  const { id } = await add(vault, {
    name: 'Short',
    provider: 'huawei',
    credential: 'temporary',
    ...{ accessKeyId, secret, token, expiresAt: vault.now + day },
  });
  await remove(vault, id);
  const sealed = async (folder: string) => {
    const { database } = await openFolder(folder, password().password);
    try {
      return database.get<{ secret: Buffer; token: Buffer }>('SELECT secret, token FROM binned_key');
    } finally {
      database.close();
    }
  };
  const copy = (name: string) => {
    const to = join(dirname(vault.folder), name);
    fs.mkdirSync(to);
    for (const file of ['vault.db', 'slots.json']) fs.copyFileSync(join(vault.folder, file), join(to, file));
    return to;
  };
  const before = await sealed(copy('before'));
  await vault.view('rekey').must('rekey.run', password());
  const after = await sealed(copy('after'));
  expect(before?.secret.length).toBe(after?.secret.length);
  expect(before?.secret.equals(after?.secret ?? Buffer.of())).toBe(false);
  expect(before?.token.equals(after?.token ?? Buffer.of())).toBe(false);
  await back(vault, id);
  expect(await secretsOf(vault, id)).toEqual([secret, token]);
});

test('a secret that was shown stays shown after a restore, in the list and in the bin, whatever the backup says', async () => {
  const vault = await createdVault();
  const main = vault.view('main-view');
  const { id, ticket } = await add(vault, { name: 'Robot' });
  const inList = await backupOf(vault);
  const { sheet } = await revealed(vault, ticket);
  await sheet.must('reveal.displayed');
  expect((await get(vault, id)).reveal).toBe('displayed');
  await remove(vault, id);
  const later = await restored(vault, inList);
  expect((await get(later, id)).reveal).toBe('displayed');

  const other = await add(later, { name: 'Other' });
  await remove(later, other.id);
  later.now += day;
  const inBin = await backupOf(later);
  await back(later, other.id);
  await secretsOf(later, other.id);
  expect((await get(later, other.id)).reveal).not.toBe('pending');
  const last = await restored(later, inBin);
  await back(last, other.id);
  expect((await get(last, other.id)).reveal).not.toBe('pending');
  expect(main).toBeDefined();
});

test('what is in the bin of a restored backup stays there for its whole time from then on', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot' });
  await remove(vault, id);
  const name = await backupOf(vault);
  const later = await restored(vault, name, vault.now + 300 * day);
  expect(await binned(later)).toMatchObject([{ id, deletedAt: vault.now, goesAt: later.now + 30 * day }]);
  await back(later, id);
  expect((await list(later)).total).toBe(1);
});

/** The vault's database without its encryption, free pages and all. */
async function plainFile(vault: TestVault): Promise<Buffer> {
  const copy = join(dirname(vault.folder), 'plain.db');
  const folder = join(dirname(vault.folder), 'copy');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  for (const file of ['vault.db', 'slots.json']) fs.copyFileSync(join(vault.folder, file), join(folder, file));
  const { database, keys } = await openFolder(folder, password().password);
  database.close();
  fs.copyFileSync(join(folder, 'vault.db'), copy);
  const db = new BetterSqlite(copy);
  db.pragma("cipher = 'chacha20'");
  db.key(Buffer.concat([Buffer.from('raw:'), keys.vaultKey]));
  db.rekey(Buffer.alloc(0));
  db.close();
  return fs.readFileSync(copy);
}

test('of an erased key no byte of its sealed secret is left in the file, nor of one that has left the list', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot' });
  await remove(vault, id);
  const copies = (bytes: Buffer, part: Buffer) => bytes.toString('latin1').split(part.toString('latin1')).length - 1;
  const held = await plainFile(vault);
  const { database } = await openFolder(join(dirname(vault.folder), 'copy'), password().password);
  const sealed = database.get<{ secret: Buffer }>('SELECT secret FROM binned_key')?.secret ?? Buffer.of(0);
  database.close();
  // Once: where it stood in the list, it is overwritten.
  expect(copies(held, sealed)).toBe(1);
  await erase(vault, id);
  expect(copies(await plainFile(vault), sealed)).toBe(0);
});

test('exports and imports of another vault don’t see deleted keys', async () => {
  const other = await createdVault();
  const [stays, gone] = [await add(other, { name: 'Stays' }), await add(other, { name: 'Gone' })];
  await remove(other, gone.id);
  const backup = await backupOf(other);
  const sheet = other.view('import');
  await sheet.must('keyImport.backup', { name: backup });
  await sheet.must('keyImport.vault', { by: 'password', ...password() });
  await sheet.must('keyImport.plan', { password: null });
  const { rows } = await sheet.must<{ rows: { name: string }[] }>('keyImport.rows', {
    ...{ offset: 0, limit: 50, state: null },
  });
  expect(rows.map(({ name }) => name)).toEqual(['Stays']);
  sheet.close();

  // A file with a deleted key: it is new, and the row says where it still is.
  other.openPath.path = join(dirname(other.folder), 'key.csv');
  const { accessKeyId } = (await binned(other))[0] ?? { accessKeyId: '' };
  fs.writeFileSync(
    other.openPath.path,
    `AccessKey ID,AccessKey Secret\n${accessKeyId},FAKEfakeFAKEfakeFAKEfakeFAKEfa\n`,
  );
  const file = other.view('import');
  await file.must('keyImport.open');
  await file.must('keyImport.plan', { password: null });
  const found = await file.must<{ rows: { state: string; issues: object[] }[] }>('keyImport.rows', {
    ...{ offset: 0, limit: 50, state: null },
  });
  expect(found.rows).toMatchObject([{ state: 'new', issues: [{ problem: 'in-bin', like: 'Gone' }] }]);
  other.savePath.path = join(dirname(other.folder), 'keys.csv');
  const proof = { method: 'password', password: passwordBytes(masterPassword) };
  await other.view('export').must('keyExport.save', { scope: { kind: 'all' }, to: { kind: 'csv' }, proof });
  const csv = fs.readFileSync(other.savePath.path, 'utf8');
  expect([csv.includes((await get(other, stays.id)).accessKeyId), csv.includes(accessKeyId)]).toEqual([true, false]);
});

test('the log of a deleted key says what happened to it, and a refused act on it names it', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot', accountId: '1234567890123456', identityName: 'bot' });
  await remove(vault, id);
  await vault.view('main-view').mustFail('bin.erase', { ids: [id] });
  await erase(vault, id);
  const { rows } = await auditOf(vault, { keyId: id });
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'key-erased ok',
    'key-erased refused',
    'delete ok',
    'disable ok',
    'add ok',
  ]);
  for (const { key, facts } of rows.slice(0, 1)) {
    expect([key?.name, facts.account, facts.user]).toEqual(['Robot', '1234567890123456', 'bot']);
  }
});

test('a deleted key keeps every property that a key has', () => {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(db);
  const columns = (table: string) =>
    db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)').all(table);
  // These are given anew, kept by name, or follow from the others.
  const others = ['number', 'identity', 'warn_at', 'due_at', 'both_since', 'letters'];
  const kept: readonly string[] = keptColumns;
  expect(columns('access_key').filter(({ name }) => !kept.includes(name) && !others.includes(name))).toEqual([]);
  const inBin = columns('binned_key').map(({ name }) => name);
  expect(kept.filter((name) => !inBin.includes(name))).toEqual([]);
});

test.each([10, 11])('a vault of version %i gets an empty bin, with its keys as they were', (version) => {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(
    db,
    migrations.filter((step) => step.version <= version),
  );
  db.exec(`INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, 'v', 1, 1);
    INSERT INTO account (id, profile, root_account_id) VALUES (1, 'alibaba', '1234567890123456');
    INSERT INTO identity (id, account, profile, kind, name) VALUES (1, 1, 'alibaba', 'ram-user', 'bot');
    INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded, description,
      access_key_id, status, created_at, updated_at, active_since, reveal_rule, secret)
    VALUES ('k', 1, 'alibaba', '', '', 'long-term', 'Robot', 'robot', '', 'LTAIFAKE', 'enabled', 1, 1, 1, 'once', x'00')`);
  const before = db.prepare('SELECT id, name, status, secret FROM access_key').all();
  migrate(db);
  expect(db.prepare('SELECT id, name, status, secret FROM access_key').all()).toEqual(before);
  expect(db.prepare('SELECT bin_days FROM meta').pluck().get()).toBe(30);
  expect(db.prepare('SELECT count(*) FROM binned_key').pluck().get()).toBe(0);
  expect(() => db.exec('UPDATE meta SET bin_days = 3')).toThrow('CHECK');
});

test('the bin is there again after an unlock, sealed, and can be read by nobody before', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot', secret: 'FAKEfakeFAKEfakeFAKEfakeFAKEfa' });
  await remove(vault, id);
  vault.end();
  const locked = startTestVault({ folder: vault.folder, keychain: vault.keychain, marks: vault.marks, now: vault.now });
  expect(await locked.view('main-view').mustFail('bin.list', { offset: 0, limit: 9, text: '' })).toEqual({
    code: 'locked',
  });
  const later = await reopened(locked);
  expect(await binned(later)).toMatchObject([{ name: 'Robot' }]);
  await back(later, id);
  expect(await secretsOf(later, id)).toEqual(['FAKEfakeFAKEfakeFAKEfakeFAKEfa', null]);
});
