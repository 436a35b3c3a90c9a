import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { providers } from '../../../common/providers';
import { rotationPeriod } from '../../../common/rotation';
import { migrate, migrations } from '../../../vault/store/database/migrations';
import { syncRotationRules } from '../../../vault/store/database/rotation-rules';

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
  return db;
}

const day = 86_400_000;
const now = 1_767_225_600_000;

interface Stored {
  profile: string;
  credential: 'long-term' | 'temporary';
  days: number | null;
}

function insert(db: BetterSqlite.Database, keys: readonly Stored[]): void {
  keys.forEach(({ profile, credential, days }, index) => {
    const [account, number] = [index + 1, index + 1];
    db.prepare('INSERT INTO account (id, profile, root_account_id) VALUES (?, ?, ?)').run(
      account,
      profile,
      `a${index}`,
    );
    db.prepare("INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, 'of-a-test', 'ops')").run(
      account,
      account,
      profile,
    );
    const temporary = credential === 'temporary';
    db.prepare(
      `INSERT INTO access_key (number, id, identity, profile, key_type, endpoint, credential, name, name_folded,
         description, access_key_id, status, created_at, updated_at, active_since, expires_at, reveal_rule, secret, token,
         rotation_days)
       VALUES (?, ?, ?, ?, '', '', ?, 'k', 'k', '', ?, 'enabled', ?, ?, ?, ?, 'once', x'00', ?, ?)`,
    ).run(
      ...[number, `id-${index}`, account, profile, credential, `FAKE${index}`, now, now, now],
      ...[temporary ? now + day : null, temporary ? Buffer.of(0) : null, days],
    );
  });
}

const times = (db: BetterSqlite.Database) =>
  db.prepare<[], { warn_at: number | null; due_at: number | null }>('SELECT warn_at, due_at FROM access_key').all();

function expected({ profile, credential, days }: Stored, from: number) {
  const provider = providers.find(({ id }) => id === profile);
  const period = provider && credential === 'long-term' ? rotationPeriod(provider.id, days) : null;
  return period
    ? { warn_at: from + period.warnDays * day, due_at: from + period.dueDays * day }
    : { warn_at: null, due_at: null };
}

const keys = fc.array(
  fc.record({
    profile: fc.constantFrom(...providers.map(({ id }) => id as string), 'cloud-of-tomorrow'),
    credential: fc.constantFrom('long-term' as const, 'temporary' as const),
    days: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 3650 })),
  }),
  { minLength: 1, maxLength: 6 },
);

test('each key is due when its rule says so: those of an older vault, new ones, and after every change', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: now }), fc.integer({ min: 0, max: 3650 }), (stored, from, days) => {
      const older = made(10);
      insert(older, stored);
      migrate(older);
      syncRotationRules(older);
      expect(times(older)).toEqual(stored.map((key) => expected(key, now)));

      const db = made(11);
      syncRotationRules(db);
      insert(db, stored);
      expect(times(db)).toEqual(stored.map((key) => expected(key, now)));
      db.prepare('UPDATE access_key SET provider_created_at = ?').run(from);
      expect(times(db)).toEqual(stored.map((key) => expected(key, from)));
      db.prepare('UPDATE access_key SET rotation_days = ?').run(days);
      expect(times(db)).toEqual(stored.map((key) => expected({ ...key, days }, from)));
      db.prepare('UPDATE access_key SET provider_created_at = NULL').run();
      expect(times(db)).toEqual(stored.map((key) => expected({ ...key, days }, now)));
      for (const each of [older, db]) each.close();
    }),
    { numRuns: 40 },
  );
});

test('another period of a provider moves its keys, and the same one writes nothing', () => {
  const db = made(11);
  syncRotationRules(db);
  insert(db, [{ profile: 'alibaba', credential: 'long-term', days: null }]);
  const changed = providers.map((one) => ({ ...one, rotation: { warnDays: 10, dueDays: 20 } }));
  syncRotationRules(db, changed);
  expect(times(db)).toEqual([{ warn_at: now + 10 * day, due_at: now + 20 * day }]);
  const before = db.prepare('SELECT total_changes()').pluck().get();
  syncRotationRules(db, changed);
  expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before);
});
