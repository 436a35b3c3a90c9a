import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { type Provider, providers } from '../../../common/providers';

/**
 * Stores in the database after how many days the keys of each provider are due, so that the database itself can keep
 * the time of each key. If a provider's rule has changed, the times of its keys are made anew. Writes nothing if this
 * is stored already. Must be called at every opening, after the migrations.
 */
export function syncRotationRules(db: BetterSqlite.Database, from: readonly Provider[] = providers): void {
  // A later Keyfold may have stored rules for what only it knows. They stay as they are.
  const find = db
    .prepare<[string], [number, number]>('SELECT warn_days, due_days FROM rotation_rule WHERE profile = ?')
    .raw();
  const changed = from.filter(({ id, rotation: { warnDays, dueDays } }) => {
    const found = find.get(id);
    return found?.[0] !== warnDays || found[1] !== dueDays;
  });
  if (changed.length === 0) return;
  const set = db.prepare('INSERT OR REPLACE INTO rotation_rule VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const { id, rotation } of changed) set.run(id, rotation.warnDays, rotation.dueDays);
  }).immediate();
}
