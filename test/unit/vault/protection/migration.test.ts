import { randomBytes } from 'node:crypto';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { protectionState } from '../../../../vault/protection/policy';
import { vaultDatabase } from '../../../../vault/store/database/database';
import { migrate, migrations } from '../../../../vault/store/database/migrations';

function upTo(version: number): BetterSqlite.Database {
  const db = new BetterSqlite(':memory:');
  migrate(
    db,
    migrations.filter((step) => step.version <= version),
  );
  db.prepare("INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, 'x', 1, 1)").run();
  return db;
}

describe('the step to operation protection', () => {
  test('keeps every key of the version before and protects as a new vault does', () => {
    const db = upTo(2);
    db.exec(`
      INSERT INTO account (id, profile, root_account_id) VALUES (1, 'alibaba', '');
      INSERT INTO identity (id, account, profile, kind, name) VALUES (1, 1, 'alibaba', 'ram-user', '');
      INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded, description,
        access_key_id, status, created_at, updated_at, reveal_rule, secret)
      VALUES ('k', 1, 'alibaba', '', '', 'long-term', 'Kept', 'kept', '', 'LTAIFAKE', 'enabled', 1, 1, 'once', x'01');
    `);
    migrate(db);
    expect(db.prepare('SELECT name, reveal_rule AS rule FROM access_key').all()).toEqual([
      { name: 'Kept', rule: 'once' },
    ]);
    expect(protectionState(vaultDatabase(db))).toEqual({
      create: false,
      status: false,
      revealAgain: false,
      authenticator: null,
      lock: null,
    });
  });

  test('holds by itself: one row each, a step that only grows, known ways of verification', () => {
    const db = upTo(migrations.length);
    const refused = (sql: string) => expect(() => db.exec(sql), sql).toThrow(BetterSqlite.SqliteError);
    db.prepare('INSERT INTO authenticator (one, secret, enrolled_at, last_step) VALUES (1, ?, 1, 100)').run(
      randomBytes(49),
    );
    refused('UPDATE authenticator SET last_step = 100');
    refused('UPDATE authenticator SET last_step = 99');
    db.exec('UPDATE authenticator SET last_step = 101');
    refused('INSERT INTO protection (one) VALUES (2)');
    refused('UPDATE protection SET reveal_again = 2');
    refused("INSERT INTO attempt (method, failures, failed_at) VALUES ('guess', 1, 1)");
    refused("INSERT INTO attempt (method, failures, failed_at) VALUES ('code', 0, 1)");
    refused(
      "INSERT INTO administrator (one, salt, memory_kib, passes, lanes, verifier, locked_at) VALUES (1, x'01', 1, 1, 1, x'01', 1)",
    );
  });
});
