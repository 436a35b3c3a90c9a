import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { afterEach, expect, test } from 'vitest';
import { migrate, migrations } from '../../../vault/store/database/migrations';

const opened: BetterSqlite.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const at = 1_767_225_600_000;

/** A database of the version before, with rotations at every stage and the keys `old-1`, `new-1` and so on. */
function former(): BetterSqlite.Database {
  const db = new BetterSqlite(':memory:');
  opened.push(db);
  migrate(
    db,
    migrations.filter((step) => step.version < 15),
  );
  db.prepare("INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, 'v', 1, ?)").run(at);
  db.prepare("INSERT INTO account (id, profile, root_account_id) VALUES (1, 'p', 'a')").run();
  db.prepare("INSERT INTO identity (id, account, profile, kind, name) VALUES (1, 1, 'p', 'of-a-test', 'ops')").run();
  for (const [index, stage] of ['started', 'added', 'switched', 'disabled'].entries()) {
    for (const as of ['old', 'new']) {
      db.prepare(
        `INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded, description,
           access_key_id, status, created_at, updated_at, active_since, reveal_rule, secret)
         VALUES (?, 1, 'p', '', '', 'long-term', 'k', 'k', '', ?, 'enabled', ?, ?, ?, 'once', x'00')`,
      ).run(`${as}-${index}`, `FAKE${as}${index}`, at, at, at);
    }
    db.prepare(
      'INSERT INTO rotation (id, old_key, new_key, stage, started_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(`r-${index}`, `old-${index}`, stage === 'started' ? null : `new-${index}`, stage, at, at + index);
  }
  return db;
}

const rotations = (db: BetterSqlite.Database) =>
  db
    .prepare<[], { id: string; stage: string; carried: string | null; updated_at: number }>(
      'SELECT id, stage, carried, updated_at FROM rotation ORDER BY id',
    )
    .all();

test('rotations of earlier versions stay at their stages, with nothing that going back would undo', () => {
  const db = former();
  migrate(db);
  expect(rotations(db)).toEqual(
    ['started', 'added', 'switched', 'disabled'].map((stage, index) => ({
      id: `r-${index}`,
      stage,
      carried: null,
      updated_at: at + index,
    })),
  );
});

test('deleting a key says since when its rotation is finished or waits again', () => {
  const db = former();
  migrate(db);
  db.prepare('UPDATE meta SET latest_seen = ?').run(at + 1000);
  db.prepare("UPDATE rotation SET carried = '{}' WHERE id = 'r-2'").run();
  db.prepare("DELETE FROM access_key WHERE id IN ('old-0', 'old-3', 'new-2')").run();
  expect(rotations(db)).toEqual([
    { id: 'r-1', stage: 'added', carried: null, updated_at: at + 1 },
    { id: 'r-2', stage: 'started', carried: null, updated_at: at + 1000 },
    { id: 'r-3', stage: 'finished', carried: null, updated_at: at + 1000 },
  ]);
});
