import type { Writer } from '../store/database/database';

/**
 * Notes that a person says that this key leaked, or that it didn't. The first such moment stays. `now` in milliseconds
 * since the epoch.
 */
export function setLeaked(database: Writer, id: string, leaked: boolean, now: number): void {
  if (leaked) database.runOne('UPDATE access_key SET leaked_at = coalesce(leaked_at, ?) WHERE id = ?', now, id);
  else database.runOne('UPDATE access_key SET leaked_at = NULL WHERE id = ?', id);
}
