import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import { lettersOf, syncLetters } from '../../../vault/store/database/letters';
import { migrate, migrations } from '../../../vault/store/database/migrations';

const opened: BetterSqlite.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const at = 1_767_225_600_000;
const keys = [
  { text: 'plain\n\nfake0\n1234\nops\n', keyType: '' },
  { text: 'nas 支付\n\nfake1\n\nops\naliyunnas', keyType: 'AliyunNAS' },
];

/** A database of the version before. */
function former(): BetterSqlite.Database {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(
    db,
    migrations.filter((step) => step.version < 19),
  );
  db.prepare("INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, 'v', 1, ?)").run(at);
  db.prepare("INSERT INTO account (id, profile, root_account_id) VALUES (1, 'p', 'a')").run();
  db.prepare("INSERT INTO identity (id, account, profile, kind, name) VALUES (1, 1, 'p', 'of-a-test', 'ops')").run();
  for (const [index, { text, keyType }] of keys.entries()) {
    db.prepare(
      `INSERT INTO access_key (number, id, identity, profile, key_type, endpoint, credential, name, name_folded,
         description, access_key_id, status, created_at, updated_at, active_since, reveal_rule, secret)
       VALUES (?, ?, 1, 'p', ?, '', 'long-term', 'k', 'k', '', ?, 'enabled', ?, ?, ?, 'once', x'00')`,
    ).run(index + 1, `k-${index}`, keyType, `FAKE${index}`, at, at, at);
    db.prepare('INSERT INTO key_search (rowid, text) VALUES (?, ?)').run(index + 1, text);
  }
  return db;
}

const letters = (db: BetterSqlite.Database) =>
  db.prepare<[], number | null>('SELECT letters FROM access_key ORDER BY number').pluck().all();
const texts = (db: BetterSqlite.Database) =>
  db.prepare<[], string>('SELECT text FROM key_search ORDER BY rowid').pluck().all();

test('keys of earlier versions get their letters at the opening, and an end of their last line', () => {
  const db = former();
  migrate(db);
  const ended = keys.map(({ text, keyType }) => (keyType === '' ? text : `${text}\n`));
  expect(texts(db)).toEqual(ended);
  expect(letters(db)).toEqual([null, null]);
  syncLetters(db);
  expect(letters(db)).toEqual(ended.map(lettersOf));
  // The second time there is nothing to do.
  const changes = () => db.prepare('SELECT total_changes()').pluck().get();
  const before = changes();
  syncLetters(db);
  expect(changes()).toBe(before);
});

test('an end that is there is not made again', () => {
  const db = former();
  db.prepare('UPDATE key_search SET text = text || char(10) WHERE rowid = 2').run();
  const before = texts(db);
  migrate(db);
  expect(texts(db)).toEqual(before);
});
