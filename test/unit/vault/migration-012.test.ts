import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import { syncIdentityRules } from '../../../vault/store/database/identity-rules';
import { migrate, migrations } from '../../../vault/store/database/migrations';
import { syncRotationRules } from '../../../vault/store/database/rotation-rules';
import { syncNames } from '../../../vault/store/database/sort-names';

const opened: BetterSqlite.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

function made(version: number): BetterSqlite.Database {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(
    db,
    migrations.filter((step) => step.version <= version),
  );
  syncIdentityRules(db);
  syncRotationRules(db);
  return db;
}

const day = 86_400_000;
const now = 1_767_225_600_000;

/** Accounts that are known and not, users with and without a name, one to three keys each, of both kinds. */
function fillWith(db: BetterSqlite.Database): void {
  const account = db.prepare('INSERT INTO account (id, profile, root_account_id, alias) VALUES (?, ?, ?, ?)');
  const identity = db.prepare('INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, ?, ?)');
  const key = db.prepare(`INSERT INTO access_key (number, id, identity, profile, key_type, endpoint, credential, name,
    name_folded, description, access_key_id, status, created_at, updated_at, active_since, expires_at, reveal_rule,
    secret, token, last_used_at, provider_created_at, provider_used_at)
    VALUES (?, ?, ?, 'alibaba', '', '', ?, 'k', 'k', '', ?, ?, ?, ?, ?, ?, 'once', x'00', ?, ?, ?, ?)`);
  let number = 0;
  for (const [id, root, alias] of [
    [1, '', ''],
    [2, '1000000000000010', 'Second 10'],
    [3, '1000000000000002', 'second 2'],
  ] as const) {
    account.run(id, 'alibaba', root, alias);
    for (let user = 0; user < 4; user += 1) {
      const of = id * 10 + user;
      identity.run(of, id, 'alibaba', 'ram-user', user === 0 ? '' : `user-${user}`);
      for (let one = 0; one < Math.min(2, user); one += 1) {
        number += 1;
        const at = now - number * 7 * day;
        const status = number % 4 === 0 ? 'disabled' : 'enabled';
        const used = number % 3 === 0 ? at + day : null;
        const byProvider = number % 2 === 0 ? [at - 100 * day, number % 5 === 0 ? 0 : at + 2 * day] : [null, null];
        key.run(
          number,
          `id-${number}`,
          of,
          'long-term',
          `FAKE${number}`,
          status,
          at,
          at,
          at,
          null,
          null,
          used,
          ...byProvider,
        );
      }
    }
  }
}

/** Everything that the twelfth step keeps. */
const kept = (db: BetterSqlite.Database) => ({
  counts: db.prepare('SELECT * FROM key_count WHERE keys > 0 ORDER BY kind, profile, day').all(),
  identities: db.prepare('SELECT * FROM identity ORDER BY id').all(),
  accounts: db.prepare('SELECT * FROM account ORDER BY id').all(),
  keys: db.prepare('SELECT number, both_since, due_at, warn_at FROM access_key ORDER BY number').all(),
});

test('a vault from before has the numbers that it would have if each key had been added since', () => {
  const before = made(11);
  fillWith(before);
  migrate(
    before,
    migrations.filter(({ version }) => version <= 12),
  );
  syncNames(before);
  const since = made(12);
  fillWith(since);
  syncNames(since);
  expect(kept(before)).toEqual(kept(since));
  const kinds = before.prepare('SELECT DISTINCT kind FROM key_count WHERE keys > 0 ORDER BY kind').pluck().all();
  expect(kinds).toEqual(['aged', 'both', 'due', 'full', 'held ram-user', 'pending', 'unassigned', 'used', 'warn']);
});

test('names are sorted by the value of their numbers, whatever their case, and found in any width', () => {
  const db = made(12);
  fillWith(db);
  syncNames(db);
  const sorted = "SELECT alias FROM account WHERE root_account_id <> '' ORDER BY sorted, id";
  expect(db.prepare(sorted).pluck().all()).toEqual(['second 2', 'Second 10']);
  db.prepare("UPDATE account SET alias = 'Ｔｈｉｒｄ' WHERE id = 2").run();
  // Nobody said how that is sorted, so the next opening does.
  syncNames(db);
  expect(db.prepare('SELECT searched FROM account WHERE id = 2').pluck().get()).toBe('third\n1000000000000010');
});
