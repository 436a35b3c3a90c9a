import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { providers } from '../../../common/providers';
import { accountTree } from '../../../vault/keys/accounts/tree';
import { editKey } from '../../../vault/keys/change';
import { listKeys } from '../../../vault/keys/list';
import { findKey } from '../../../vault/keys/repository';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { syncIdentityRules } from '../../../vault/store/database/identity-rules';
import { migrate, migrations, schemaVersion } from '../../../vault/store/database/migrations';
import { openDatabase } from '../../../vault/store/database/open';
import { newFolder } from './harness';

let database: VaultDatabase;
let open: () => void;

const insertKey = `INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded,
  description, access_key_id, status, created_at, updated_at, expires_at, reveal_rule, secret, token)
  VALUES (?, ?, ?, '', '', ?, ?, ?, '', ?, 'enabled', 1, 1, ?, 'once', x'00', ?)`;

type Run = (sql: string, ...values: (string | number | null | Buffer)[]) => unknown;

/** A key by SQL alone, past every rule but the schema's. */
function addKey(run: Run, identity: number, name: string, temporary = false, provider = 'alibaba'): string {
  const id = randomUUID();
  const rest = temporary ? [5, Buffer.from('sealed')] : [null, null];
  const credential = temporary ? 'temporary' : 'long-term';
  run(insertKey, id, identity, provider, credential, name, name.toLowerCase(), `FAKE${name}`, ...rest);
  run('INSERT INTO key_search (rowid, text) SELECT number, ? FROM access_key WHERE id = ?', name.toLowerCase(), id);
  return id;
}
const add = (identity: number, name: string, temporary = false, provider = 'alibaba') =>
  addKey(database.run, identity, name, temporary, provider);

/** A version-1 vault: user 1 has three keys of two, user 2 one, identity 3 is nobody, the account itself has none. */
beforeEach(() => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  const file = join(folder, 'vault.db');
  fs.writeFileSync(file, '');
  const [key, vaultId] = [randomBytes(32), randomUUID()];
  const old = new BetterSqlite(file);
  old.pragma("cipher = 'chacha20'");
  old.key(Buffer.concat([Buffer.from('raw:'), key]));
  old.pragma(`application_id = ${0x4b464c44}`);
  migrate(old, migrations.slice(0, 1));
  const run: Run = (sql, ...values) => old.prepare(sql).run(...values);
  run('INSERT INTO meta VALUES (1, ?, 1, 1)', vaultId);
  run("INSERT INTO account (id, profile, root_account_id, alias) VALUES (1, 'alibaba', '1234567890123456', 'Prod')");
  run("INSERT INTO account (id, profile, root_account_id) VALUES (2, 'alibaba', ''), (3, 'huawei', 'hw-example')");
  for (const [id, account, provider, kind, name] of [
    [1, 1, 'alibaba', 'ram-user', 'over'],
    [2, 1, 'alibaba', 'ram-user', 'one'],
    [3, 2, 'alibaba', 'ram-user', ''],
    [4, 1, 'alibaba', 'alibaba-account', ''],
    [5, 3, 'huawei', 'iam-user', 'ops'],
    [6, 1, 'alibaba', 'kind-of-tomorrow', 'x'],
  ] as const) {
    run(
      'INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, ?, ?)',
      id,
      account,
      provider,
      kind,
      name,
    );
  }
  for (const name of ['A', 'B', 'C']) addKey(run, 1, name);
  addKey(run, 2, 'D');
  for (const name of ['E', 'F', 'G', 'H', 'I', 'J']) addKey(run, 3, name);
  old.close();
  open = () => {
    database = openDatabase(file, key, vaultId);
  };
  open();
});
afterEach(() => database.close());

const reopen = () => {
  database.close();
  open();
};
const idOf = (name: string) =>
  database.get<{ id: string }>('SELECT id FROM access_key WHERE name = ?', name)?.id ?? 'none';
const move = (name: string, identity: number) =>
  database.run('UPDATE access_key SET identity = ? WHERE name = ?', identity, name);

describe('a version-1 vault', () => {
  test('opens with every key where it was, and stands in the tree', () => {
    expect(Object.values(database.get<object>('PRAGMA user_version') ?? {})).toEqual([schemaVersion]);
    const sort = { column: 'name', direction: 'ascending' } as const;
    const { rows, total } = listKeys(database, { offset: 0, limit: 50, sort, provider: null, text: '' }, 0);
    expect(total).toBe(10);
    expect(rows.map(({ name, identityName }) => name + identityName).join(' ')).toBe(
      'Aover Bover Cover Done E F G H I J',
    );
    const [alibaba] = accountTree(database);
    expect(alibaba).toMatchObject({ unassigned: 6, accounts: [{ id: 1, alias: 'Prod', keys: 4 }] });
    expect(alibaba?.accounts[0]?.identities.find(({ name }) => name === 'over')).toEqual({
      id: 1,
      kind: 'ram-user',
      name: 'over',
      remark: '',
      accessType: 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
      longTerm: 3,
      temporary: 0,
      quota: 2,
      left: 0,
    });
  });

  test('with too many keys of a user can still be edited, and loses but never gains', () => {
    const { name: _, ...key } = findKey(database, idOf('A'));
    const { description, accountId, identityKind, identityName, endpoint } = key;
    const details = { description, accountId, identityKind, identityName, endpoint };
    database.write((writer) => editKey(writer, { id: key.id, ...details, name: 'Renamed' }, 2));
    database.run("UPDATE access_key SET status = 'disabled' WHERE name = 'B'");
    database.run("UPDATE identity SET remark = 'too many', name = 'still over' WHERE id = 1");
    expect(() => add(1, 'K')).toThrow('quota-full');
    expect(() => move('D', 1)).toThrow('quota-full');
    move('C', 2);
    expect(() => add(1, 'K')).toThrow('quota-full');
    database.run("DELETE FROM access_key WHERE name = 'B'");
    add(1, 'K');
    reopen();
    expect(database.get('SELECT count(*) AS keys FROM access_key WHERE identity = 1')).toEqual({ keys: 2 });
  });
});

describe('the database itself', () => {
  test('refuses the one too many by insert, by move and by a change of kind; not a temporary or an unknown one', () => {
    add(2, 'K');
    expect(() => add(2, 'L')).toThrow('quota-full');
    expect(() => move('E', 2)).toThrow('quota-full');
    for (const name of ['M', 'N', 'O', 'P', 'Q']) add(4, name);
    expect(() => add(4, 'R')).toThrow('quota-full');
    expect(() => database.run("UPDATE identity SET kind = 'ram-user', name = 'r' WHERE id = 4")).toThrow('quota-full');
    for (const name of ['S', 'T', 'U']) add(5, name, true, 'huawei');
    add(5, 'V', false, 'huawei');
    add(5, 'W', false, 'huawei');
    const endless = "UPDATE access_key SET credential = 'long-term', expires_at = NULL, token = NULL WHERE name = 'S'";
    expect(() => database.run(endless)).toThrow('quota-full');
    add(3, 'X');
    for (const name of ['1', '2', '3', '4', '5', '6']) add(6, name);
  });

  test('refuses a name or an account that would make too many count', () => {
    expect(() => database.run("UPDATE identity SET name = 'known', account = 1 WHERE id = 3")).toThrow('quota-full');
    database.run("UPDATE identity SET name = 'known' WHERE id = 3");
    expect(() => database.run("UPDATE account SET root_account_id = '6543210987654321' WHERE id = 2")).toThrow(
      'quota-full',
    );
    database.run("DELETE FROM access_key WHERE name IN ('E', 'F', 'G', 'H')");
    database.run("UPDATE account SET root_account_id = '6543210987654321' WHERE id = 2");
  });

  test('refuses keys to a console-only identity, of a credential it may not use, of one its kind has not', () => {
    database.run("DELETE FROM access_key WHERE name = 'D'");
    database.run("UPDATE identity SET access_type = 'console' WHERE id IN (2, 5)");
    expect(() => add(2, 'K')).toThrow('key-not-allowed');
    expect(() => add(5, 'K', true, 'huawei')).toThrow('key-not-allowed');
    expect(() => move('A', 2)).toThrow('key-not-allowed');
    database.run("UPDATE identity SET access_type = 'both', credential = 'temporary' WHERE id = 5");
    expect(() => add(5, 'K', false, 'huawei')).toThrow('key-not-allowed');
    add(5, 'K', true, 'huawei');
    expect(() => database.run("UPDATE identity SET credential = 'long-term' WHERE id = 5")).toThrow('still-has-keys');
    expect(() => database.run("UPDATE identity SET access_type = 'console' WHERE id = 1")).toThrow('still-has-keys');
    expect(() => add(4, 'L', true)).toThrow('key-not-allowed');
    database.run("UPDATE identity SET kind = 'federated-user', credential = 'both' WHERE id = 5");
    expect(() => add(5, 'M', false, 'huawei')).toThrow('key-not-allowed');
    expect(() => database.run("UPDATE identity SET credential = 'never' WHERE id = 5")).toThrow('CHECK');
  });

  test('keeps the providers’ rules, in step with them at every opening', () => {
    const rules = () =>
      database
        .all<{ provider: string; kind: string; quota: number | null }>(
          'SELECT profile AS provider, kind, quota FROM identity_rule',
        )
        .map(({ provider, kind, quota }) => `${provider} ${kind} ${quota}`);
    const expected = providers
      .flatMap(({ id, identities }) => identities.map(({ kind, quota }) => `${id} ${kind} ${quota}`))
      .sort();
    expect(rules().sort()).toEqual(expected);
    database.run("UPDATE identity_rule SET quota = 100 WHERE kind = 'ram-user'");
    database.run("DELETE FROM identity_rule WHERE profile = 'pingan'");
    // What a later Keyfold stored for its own kinds stays.
    database.run("INSERT INTO identity_rule VALUES ('later', 'kind', 1, 7, 1, 1)");
    reopen();
    expect(rules().sort()).toEqual([...expected, 'later kind 7'].sort());
  });

  test('writes no rule that it has already', () => {
    const db = new BetterSqlite(':memory:');
    migrate(db);
    syncIdentityRules(db);
    db.pragma('query_only = ON');
    syncIdentityRules(db);
    const [first, ...others] = providers;
    if (!first) throw new Error('no provider');
    const [identity, ...kinds] = first.identities;
    const changed = { ...first, identities: [{ ...identity, quota: 99 }, ...kinds] as const };
    expect(() => syncIdentityRules(db, [changed, ...others])).toThrow('readonly');
    db.close();
  });
});
