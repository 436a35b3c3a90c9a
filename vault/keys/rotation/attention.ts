import { endsSoon } from '../../../common/attention';
import type { Reader } from '../../store/database/database';
import { aged, overdue } from './due';

/** Which keys need attention at which time. Times are in milliseconds since the epoch. */

export interface NamedKey {
  id: string;
  name: string;
}

/** The condition that a key became due after one time, up to another. */
const crossed = "g.status = 'enabled' AND g.due_at";

/** Returns the keys that became due after `since`, up to `now`, the first one first. */
export function dueSince(database: Reader, since: number, now: number): NamedKey[] {
  return database.all<NamedKey>(
    `${aged} SELECT k.id, k.name FROM aged g JOIN access_key k ON k.number = g.number
     WHERE ${crossed} > ? AND ${crossed} <= ? ORDER BY g.due_at, k.number`,
    now,
    since,
    now,
  );
}

/** Returns the temporary keys that are valid and end within {@link endsSoon}, the first one first. */
export function endingSoon(database: Reader, now: number): NamedKey[] {
  return database.all<NamedKey>(
    `SELECT id, name FROM access_key
     WHERE status = 'enabled' AND expires_at > ? AND expires_at <= ? ORDER BY expires_at, number`,
    now,
    now + endsSoon,
  );
}

/** Returns how many keys are due. */
export function countOverdue(database: Reader, now: number): number {
  const count = database.get<{ total: number }>(`${aged} SELECT count(*) AS total FROM aged g WHERE ${overdue}`, now);
  return count?.total ?? 0;
}

/** Returns when the next key becomes due or is about to end, after `now`; `null`: none of those that are stored. */
export function nextAttention(database: Reader, now: number): number | null {
  const due = database.get<{ at: number | null }>(
    `${aged} SELECT min(g.due_at) AS at FROM aged g JOIN access_key k ON k.number = g.number
     WHERE ${crossed} > ?`,
    now,
    now,
  );
  const ending = database.get<{ at: number | null }>(
    `SELECT min(expires_at) - ${endsSoon} AS at FROM access_key WHERE status = 'enabled' AND expires_at > ?`,
    now + endsSoon,
  );
  const times = [due?.at, ending?.at].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.min(...times);
}
