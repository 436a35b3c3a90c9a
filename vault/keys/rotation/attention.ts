import { endsSoon } from '../../../common/attention';
import type { Reader } from '../../store/database/database';
import { careCondition } from '../filter';

/** Which keys need attention at which time. Times are in milliseconds since the epoch. */

export interface NamedKey {
  id: string;
  name: string;
}

const crossed = "status = 'enabled' AND due_at";

/** Returns the keys that became due after `since`, up to `now`, the first one first. */
export function dueSince(database: Reader, since: number, now: number): NamedKey[] {
  return database.all<NamedKey>(
    `SELECT id, name FROM access_key WHERE ${crossed} > ? AND ${crossed} <= ? ORDER BY due_at, number`,
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
  const { sql, values } = careCondition('overdue', now);
  const count = database.get<{ total: number }>(`SELECT count(*) AS total FROM access_key k WHERE ${sql}`, ...values);
  return count?.total ?? 0;
}

/** Returns when the next key becomes due or is about to end, after `now`; `null`: none of those that are stored. */
export function nextAttention(database: Reader, now: number): number | null {
  const due = database.get<{ at: number | null }>(`SELECT min(due_at) AS at FROM access_key WHERE ${crossed} > ?`, now);
  const ending = database.get<{ at: number | null }>(
    `SELECT min(expires_at) - ${endsSoon} AS at FROM access_key WHERE status = 'enabled' AND expires_at > ?`,
    now + endsSoon,
  );
  const times = [due?.at, ending?.at].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.min(...times);
}
