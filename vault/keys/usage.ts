import type { Writer } from '../store/database/database';

/**
 * Notes that Keyfold saw the key used: its secret was shown, copied or saved. `now` is in milliseconds since the epoch.
 */
export function markUsed(database: Writer, id: string, now: number): void {
  const mark = 'UPDATE access_key SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?';
  database.runOne(mark, now, id);
}
