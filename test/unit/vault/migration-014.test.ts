import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import { migrate, migrations } from '../../../vault/store/database/migrations';

const opened: BetterSqlite.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

test('identities from before call APIs by their access keys, and keep them', () => {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(
    db,
    migrations.filter(({ version }) => version < 14),
  );
  db.exec(`
    INSERT INTO account (id, profile, root_account_id) VALUES (1, 'huawei', 'hw-example');
    INSERT INTO identity (id, account, profile, kind, name) VALUES (2, 1, 'huawei', 'iam-user', 'ops');
    INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded, description,
      access_key_id, status, created_at, updated_at, reveal_rule, secret)
    VALUES ('one', 2, 'huawei', '', '', 'long-term', 'One', 'one', '', 'HPUAFAKE000000000001', 'enabled', 1, 1, 'once', x'00');
  `);
  migrate(db);
  expect(db.prepare('SELECT api_credential AS by FROM identity').all()).toEqual([{ by: 'access-key' }]);
  expect(() => db.exec("UPDATE identity SET api_credential = 'password'")).toThrow('still-has-keys');
  expect(() => db.exec("UPDATE identity SET api_credential = 'token'")).toThrow(/CHECK/);
  db.exec("DELETE FROM access_key; UPDATE identity SET api_credential = 'password'");
  // Nothing is asked of an identity that stays as it is.
  db.exec("UPDATE identity SET remark = 'on call', api_credential = 'password'");
});
