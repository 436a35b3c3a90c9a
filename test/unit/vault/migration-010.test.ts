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

describe('a new key', () => {
  test('is refused by the same rules in the same words as before, and is enabled since it was made', () => {
    fc.assert(
      fc.property(identity, keys, ({ account, kind, name, access, credential }, added) => {
        const outcomes = [9, 10].map((version) => {
          const db = made(version);
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
            const insert = `INSERT INTO access_key (${names.join(', ')}) VALUES (${names.map((one) => `@${one}`).join(', ')})`;
            try {
              db.prepare(insert).run(values);
              return 'stored';
            } catch (error) {
              return error instanceof Error ? error.message : '';
            }
          });
          const since = db.prepare('SELECT DISTINCT active_since FROM access_key').pluck().all();
          return { said, since };
        });
        expect(outcomes[1]).toEqual(outcomes[0]);
        expect(outcomes[1]?.since).toEqual(outcomes[1]?.said.includes('stored') ? [5] : []);
      }),
      { numRuns: 150 },
    );
  });
});
