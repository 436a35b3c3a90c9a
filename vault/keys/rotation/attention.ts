import { endsSoon } from '../../../common/attention';
import type { Reader } from '../../store/database/database';
import { countCare } from '../counts';

/** Which keys need attention at which time. Times are in milliseconds since the epoch. */

export interface NamedKey {
  id: string;
  name: string;
}

/** The keys that become due at some time, as the index has them. */
const withDue = "due_at IS NOT NULL AND status = 'enabled'";

/** Returns the keys that became due after `since`, up to `now`, the first one first. */
export function dueSince(database: Reader, since: number, now: number): NamedKey[] {
  return database.all<NamedKey>(
    `SELECT id, name FROM access_key
     WHERE ${withDue} AND due_at > ? AND due_at <= ? ORDER BY due_at, number`,
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
  return countCare(database, 'overdue', now);
}

/** Returns when the next key becomes due or is about to end, after `now`; `null`: none of those that are stored. */
export function nextAttention(database: Reader, now: number): number | null {
  const due = database.get<{ at: number | null }>(
    `SELECT min(due_at) AS at FROM access_key WHERE ${withDue} AND due_at > ?`,
    now,
  );
  const ending = database.get<{ at: number | null }>(
    `SELECT min(expires_at) - ${endsSoon} AS at FROM access_key WHERE status = 'enabled' AND expires_at > ?`,
    now + endsSoon,
  );
  const times = [due?.at, ending?.at].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.min(...times);
}
