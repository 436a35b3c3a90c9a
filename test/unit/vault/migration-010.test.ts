import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { syncIdentityRules } from '../../../vault/store/database/identity-rules';
import { migrate, migrations } from '../../../vault/store/database/migrations';

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
  db.exec(
    "INSERT INTO account (id, profile, root_account_id) VALUES (1, 'alibaba', '1234567890123456'), (2, 'alibaba', '')",
  );
  return db;
}

const identity = fc.record({
  account: fc.constantFrom(1, 2),
  kind: fc.constantFrom('ram-user', 'ram-role', 'alibaba-account', 'kind-of-tomorrow'),
  name: fc.constantFrom('', 'ops'),
  access: fc.constantFrom('console', 'programmatic', 'both'),
  credential: fc.constantFrom('long-term', 'temporary', 'both'),
});
const keys = fc.array(fc.tuple(fc.constantFrom('long-term', 'temporary'), fc.constantFrom(null, 0, 1, 5)), {
  minLength: 1,
  maxLength: 5,
});

type Identity = typeof identity extends fc.Arbitrary<infer T> ? T : never;
type Keys = typeof keys extends fc.Arbitrary<infer T> ? T : never;

/** What the schema says to each of these keys of one identity, and since when those are enabled that it took. */
function outcome(db: BetterSqlite.Database, { account, kind, name, access, credential }: Identity, added: Keys) {
  db.exec('BEGIN');
  db.prepare(
    `INSERT INTO identity (id, account, profile, kind, name, access_type, credential)
     VALUES (7, ?, 'alibaba', ?, ?, ?, ?)`,
  ).run(account, kind, name, access, credential);
  const said = added.map(([held, since], index) => {
    const values = {
      ...{ id: `id ${index}`, identity: 7, profile: 'alibaba', key_type: '', endpoint: '', credential: held },
      ...{ name: 'n', name_folded: 'n', description: '', access_key_id: `FAKE${index}`, status: 'enabled' },
      ...{ created_at: 5, updated_at: 5, expires_at: held === 'temporary' ? 9 : null, reveal_rule: 'once' },
      ...{ secret: Buffer.from('FAKE'), token: held === 'temporary' ? Buffer.from('FAKE') : null },
      ...(since === null ? {} : { active_since: since }),
    };
    const names = Object.keys(values);
    const into = `INSERT INTO access_key (${names.join(', ')})`;
    try {
      db.prepare(`${into} VALUES (${names.map((one) => `@${one}`).join(', ')})`).run(values);
      return 'stored';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  });
  const since = db.prepare('SELECT DISTINCT active_since FROM access_key').pluck().all();
  db.exec('ROLLBACK');
  return { said, since };
}

describe('a new key', () => {
  test('is refused by the same rules in the same words as before, and is enabled since it was made', () => {
    const [former, present] = [made(9), made(10)];
    const words = new Set<string>();
    fc.assert(
      fc.property(identity, keys, (who, added) => {
        const { said, since } = outcome(present, who, added);
        expect({ said, since }).toEqual(outcome(former, who, added));
        expect(since).toEqual(said.includes('stored') ? [5] : []);
        for (const word of said) words.add(word);
      }),
      { numRuns: 500 },
    );
    expect([...words].sort()).toEqual(['key-not-allowed', 'quota-full', 'stored']);
  });
});
