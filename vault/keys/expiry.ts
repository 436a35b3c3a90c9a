import type { Reader, Writer } from '../store/database/database';
import { keyTables, type StoredRow } from './list';
import { clearDefault } from './repository';

/**
 * What happens to temporary keys when they expire. `now` is the time that decides expiry, in milliseconds since the
 * epoch.
 */

export type ExpiredDefault = Pick<
  StoredRow,
  'id' | 'name' | 'accessKeyId' | 'provider' | 'accountId' | 'identityKind' | 'identityName'
>;

/**
 * Makes every default key that has expired an ordinary one, and returns these keys. Must be called inside a `write`.
 */
export function dropExpiredDefaults(database: Writer, now: number): ExpiredDefault[] {
  const expired = expiredDefaults(database, now);
  for (const { id } of expired) clearDefault(database, id, now);
  return expired;
}

/** Returns the default keys that have expired. */
export function expiredDefaults(database: Reader, now: number): ExpiredDefault[] {
  return database.all<ExpiredDefault>(
    `SELECT k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, a.root_account_id AS accountId,
       i.kind AS identityKind, i.name AS identityName
     FROM ${keyTables} WHERE k.is_default = 1 AND k.expires_at <= ?`,
    now,
  );
}

/** Returns when the next key expires after `now`, or `null`. */
export function nextExpiry(database: Reader, now: number): number | null {
  const next = database.get<{ at: number | null }>(
    'SELECT min(expires_at) AS at FROM access_key WHERE expires_at > ?',
    now,
  );
  return next?.at ?? null;
}
