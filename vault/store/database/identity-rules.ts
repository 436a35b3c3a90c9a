import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { type Provider, providers } from '../../../common/providers';

type RuleRow = [
  provider: string,
  kind: string,
  named: number,
  quota: number | null,
  longTerm: number,
  temporary: number,
];

function rulesOf(from: readonly Provider[]): RuleRow[] {
  return from.flatMap(({ id, identities }) =>
    identities.map(
      ({ kind, nameField, quota, credentials }): RuleRow => [
        id,
        kind,
        Number(nameField !== null),
        quota,
        Number(credentials.includes('long-term')),
        Number(credentials.includes('temporary')),
      ],
    ),
  );
}

/**
 * Stores in the database what the providers say of each kind of identity, so that the database itself can enforce it.
 * Writes nothing if this is stored already. Must be called at every opening, after the migrations.
 */
export function syncIdentityRules(db: BetterSqlite.Database, from: readonly Provider[] = providers): void {
  const wanted = rulesOf(from).sort(([a, b], [c, d]) => (a === c ? compare(b, d) : compare(a, c)));
  const isWanted = new Set(wanted.map(([profile, kind]) => JSON.stringify([profile, kind])));
  // A later Keyfold may have stored rules for what only it knows. They stay as they are.
  const found = db
    .prepare<[], RuleRow>(
      'SELECT profile, kind, named, quota, long_term, temporary FROM identity_rule ORDER BY profile, kind',
    )
    .raw()
    .all()
    .filter(([profile, kind]) => isWanted.has(JSON.stringify([profile, kind])));
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  const set = db.prepare('INSERT OR REPLACE INTO identity_rule VALUES (?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const row of wanted) set.run(...row);
  }).immediate();
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
