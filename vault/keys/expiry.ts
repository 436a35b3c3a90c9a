import type { VaultDatabase } from '../store/database/database';
import { clearDefault } from './repository';

/** What temporary keys become by themselves. `now`: the time that decides expiry, in milliseconds since the epoch. */

export interface ExpiredDefault {
  id: string;
  name: string;
  accessKeyId: string;
  provider: string;
}

/** Takes the default setting from every key that has expired, and answers which. To be called inside a `write`. */
export function dropExpiredDefaults(database: VaultDatabase, now: number): ExpiredDefault[] {
  const expired = expiredDefaults(database, now);
  for (const { id } of expired) clearDefault(database, id, now);
  return expired;
}

/** The default keys that have expired. */
export function expiredDefaults(database: VaultDatabase, now: number): ExpiredDefault[] {
  return database.all<ExpiredDefault>(
    `SELECT id, name, access_key_id AS accessKeyId, profile AS provider FROM access_key
     WHERE is_default = 1 AND expires_at <= ?`,
    now,
  );
}

/** When the next key expires after `now`, or `null`. */
export function nextExpiry(database: VaultDatabase, now: number): number | null {
  const next = database.get<{ at: number | null }>(
    'SELECT min(expires_at) AS at FROM access_key WHERE expires_at > ?',
    now,
  );
  return next?.at ?? null;
}
