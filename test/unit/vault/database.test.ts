import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeyfoldError } from '../../../common/errors';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { migrate, migrations, schemaVersion } from '../../../vault/store/database/migrations';
import type { Migration } from '../../../vault/store/database/migrations/migration';
import { createDatabase, isInUse, loadSqlite, openDatabase } from '../../../vault/store/database/open';
import { newFolder } from './harness';

let file: string;
let key: Buffer;
let vaultId: string;
let database: VaultDatabase;

beforeEach(() => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  file = join(folder, 'vault.db');
  key = randomBytes(32);
  vaultId = randomUUID();
  fs.writeFileSync(file, '');
  database = createDatabase(file, key, vaultId, 1_700_000_000_000);
});
afterEach(() => database.close());

const reopen = () => {
  database.close();
  database = openDatabase(file, key, vaultId);
};
const errorOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof KeyfoldError ? error.error : error;
  }
  throw new Error('did not throw');
};
const pragma = (name: string) => Object.values(database.get<Record<string, unknown>>(`PRAGMA ${name}`) ?? {})[0];

/** One key by SQL alone; columns to be changed by name. */
function insert(changes: Record<string, string | number | null | Buffer> = {}): string {
  const id = randomUUID();
  const row = {
    id,
    identity: 1,
    profile: 'alibaba',
    key_type: '',
    endpoint: '',
    credential: 'long-term',
    name: 'Key',
    name_folded: 'key',
    description: '',
    access_key_id: `LTAIFAKE${randomBytes(6).toString('hex')}`,
    status: 'enabled',
    is_default: 0,
    created_at: 1,
    updated_at: 1,
    expires_at: null,
    reveal_rule: 'once',
    secret: Buffer.from('sealed'),
    token: null,
    ...changes,
  };
  const names = Object.keys(row);
  const sql = `INSERT INTO access_key (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  database.run(sql, ...Object.values(row));
  return id;
}

function withIdentity(): void {
  database.run("INSERT INTO account (id, profile, root_account_id) VALUES (1, 'alibaba', ''), (2, 'huawei', '')");
  database.run("INSERT INTO identity (id, account, profile, kind, name) VALUES (1, 1, 'alibaba', 'ram-user', '')");
  database.run("INSERT INTO identity (id, account, profile, kind, name) VALUES (2, 2, 'huawei', 'iam-user', '')");
}

describe('opening', () => {
  test('encrypts every page and sets what the vault relies on', () => {
    reopen();
    expect(fs.readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(pragma('cipher')).toBe('chacha20');
    expect(pragma('journal_mode')).toBe('delete');
    expect(pragma('locking_mode')).toBe('exclusive');
    expect(pragma('synchronous')).toBe(3);
    expect(pragma('temp_store')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('application_id')).toBe(0x4b464c44);
    expect(pragma('user_version')).toBe(schemaVersion);
  });

  test('knows the SQLite it runs on', () => {
    expect(loadSqlite()).toMatch(/^3\.\d+\.\d+$/);
  });

  test('takes a key of 32 bytes and no other, an empty one least of all', () => {
    for (const length of [0, 31, 33]) {
      expect(() => createDatabase(file, Buffer.alloc(length), vaultId, 1)).toThrow(RangeError);
    }
    database.close();
    for (const wrong of [randomBytes(32), Buffer.alloc(32)]) {
      expect(errorOf(() => openDatabase(file, wrong, vaultId))).toEqual({
        code: 'vault-damaged',
        file,
        part: 'database',
      });
    }
  });

  test('refuses a database of another vault, of another application, of a newer Keyfold, without schema', () => {
    database.close();
    const refused = (id: string) => {
      const before = fs.readFileSync(file);
      const error = errorOf(() => openDatabase(file, key, id));
      expect(fs.readFileSync(file).equals(before)).toBe(true);
      return error;
    };
    expect(refused(randomUUID())).toEqual({ code: 'vault-foreign', file });
    const change = (sql: string) => {
      const db = openDatabase(file, key, vaultId);
      db.run(sql);
      db.close();
    };
    change(`PRAGMA user_version = ${schemaVersion + 1}`);
    const newer = { code: 'vault-newer', file, found: schemaVersion + 1, supported: schemaVersion };
    expect(refused(vaultId)).toEqual(newer);
    const raw = new BetterSqlite(file);
    raw.pragma("cipher = 'chacha20'");
    raw.key(Buffer.concat([Buffer.from('raw:'), key]));
    raw.pragma('user_version = 0');
    raw.close();
    expect(refused(vaultId)).toEqual({ code: 'vault-damaged', file, part: 'database' });
    const again = new BetterSqlite(file);
    again.pragma("cipher = 'chacha20'");
    again.key(Buffer.concat([Buffer.from('raw:'), key]));
    again.pragma('application_id = 1');
    again.close();
    expect(refused(vaultId)).toEqual({ code: 'vault-foreign', file });
  });

  test('never makes a file', () => {
    database.close();
    fs.unlinkSync(file);
    expect(errorOf(() => openDatabase(file, key, vaultId))).toEqual({ code: 'vault-damaged', file, part: 'database' });
    expect(fs.existsSync(file)).toBe(false);
  });

  test('holds the file from the first moment, before anything is written', () => {
    reopen();
    expect(isInUse(file)).toBe(true);
    expect(errorOf(() => openDatabase(file, key, vaultId))).toEqual({ code: 'vault-in-use' });
    database.close();
    expect(isInUse(file)).toBe(false);
  });
});

describe('writing', () => {
  const generation = () => database.get<{ generation: number }>('SELECT generation FROM meta')?.generation;

  test('counts each transaction once, and one that failed not at all', () => {
    expect(generation()).toBe(1);
    database.write(() => database.write(() => undefined));
    expect(generation()).toBe(2);
    expect(() =>
      database.write(() => {
        withIdentity();
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(generation()).toBe(2);
    expect(database.all('SELECT * FROM account')).toEqual([]);
  });
});

describe('the schema', () => {
  beforeEach(withIdentity);

  test('holds one default for each provider, which is enabled', () => {
    insert({ is_default: 1 });
    expect(() => insert({ is_default: 1 })).toThrow('UNIQUE constraint failed');
    insert({ is_default: 1, profile: 'huawei', identity: 2 });
    expect(() => insert({ is_default: 1, status: 'disabled', profile: 'huawei', identity: 2 })).toThrow('CHECK');
    expect(() => database.run("UPDATE access_key SET status = 'disabled'")).toThrow('CHECK');
    expect(() => insert({ is_default: 2 })).toThrow('CHECK');
  });

  test('holds an AccessKey ID once in each provider', () => {
    insert({ access_key_id: 'LTAIFAKE1' });
    expect(() => insert({ access_key_id: 'LTAIFAKE1' })).toThrow('UNIQUE constraint failed');
    insert({ access_key_id: 'LTAIFAKE1', profile: 'huawei', identity: 2 });
    insert({ access_key_id: 'ltaifake1' });
  });

  test('holds words, types and references', () => {
    const refused: Record<string, string | number | null>[] = [
      { status: 'lost' },
      { credential: 'eternal' },
      { reveal_rule: 'always' },
      { created_at: 'yesterday' },
      { secret: null },
      { secret: 'text' },
      { identity: 99 },
      { identity: 2 },
      { credential: 'temporary' },
      { credential: 'temporary', expires_at: 5 },
      { expires_at: 5 },
    ];
    for (const changes of refused) expect(() => insert(changes), JSON.stringify(changes)).toThrow();
    const temporary = { credential: 'temporary', expires_at: 5, token: Buffer.from('sealed') };
    insert({ ...temporary, profile: 'huawei', identity: 2 });
    expect(() => database.run("UPDATE access_key SET reveal_state = 'displayed'")).toThrow('CHECK');
    expect(() => database.run('DELETE FROM identity WHERE id = 2')).toThrow('FOREIGN KEY');
    expect(() => database.run("UPDATE identity SET access_type = 'any'")).toThrow('CHECK');
    const sameIdentity = "INSERT INTO identity (account, profile, kind, name) VALUES (1, 'alibaba', 'ram-user', '')";
    expect(() => database.run(sameIdentity)).toThrow('UNIQUE');
    const sameAccount = "INSERT INTO account (profile, root_account_id) VALUES ('alibaba', '')";
    expect(() => database.run(sameAccount)).toThrow('UNIQUE');
    const otherProvider = "INSERT INTO identity (account, profile, kind, name) VALUES (1, 'huawei', 'iam-user', 'x')";
    expect(() => database.run(otherProvider)).toThrow('FOREIGN KEY');
    const columns = 'vault_id, generation, created_at';
    expect(() => database.run(`INSERT INTO meta (one, ${columns}) SELECT 2, ${columns} FROM meta`)).toThrow('CHECK');
  });

  test('takes a deleted key out of the search', () => {
    const id = insert();
    database.run('INSERT INTO key_search (rowid, text) SELECT number, ? FROM access_key WHERE id = ?', 'deploy', id);
    const found = () => database.all("SELECT rowid FROM key_search WHERE text MATCH 'deploy'").length;
    expect(found()).toBe(1);
    database.run('DELETE FROM access_key WHERE id = ?', id);
    expect(found()).toBe(0);
  });
});

describe('migrations', () => {
  test('are numbered without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  test('001: makes the tables of an empty database', () => {
    const db = new BetterSqlite(':memory:');
    migrate(db, migrations.slice(0, 1));
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'key_search_%'")
      .pluck();
    expect(tables.all()).toEqual(['meta', 'account', 'identity', 'access_key', 'key_search']);
    db.close();
  });

  test('run once each, from the version the database has; one that fails leaves the version before it', () => {
    const db = new BetterSqlite(':memory:');
    const steps: Migration[] = [
      { version: 1, sql: 'CREATE TABLE one (a)' },
      { version: 2, sql: 'CREATE TABLE two (a); CREATE TABLE one (a)' },
    ];
    migrate(db, steps.slice(0, 1));
    migrate(db, steps.slice(0, 1));
    expect(() => migrate(db, steps)).toThrow('already exists');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['one']);
    db.close();
  });
});
