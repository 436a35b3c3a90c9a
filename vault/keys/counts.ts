import { type CareKind, expiringWithin } from '../../common/keys/filter';
import { inOrder, providerIds, providers, type StoredProviderId } from '../../common/providers';
import { twoActiveAfter, unusedAfter } from '../../common/rotation';
import type { Reader } from '../store/database/database';
import { unusedSince } from './filter';

/**
 * Numbers of keys that nobody counts: the database keeps them by the day of each time (`012-counts.ts`). A time in the
 * middle of a day is found by the numbers of the days before, and by an index for the rest. Times are in milliseconds
 * since the epoch everywhere.
 */

const day = 86_400_000;

/** Times whose days are counted, and which keys have them (with an index for each). */
const times = {
  aged: { time: 'coalesce(k.provider_created_at, k.created_at)', has: '1' },
  due: { time: 'k.due_at', has: "k.due_at IS NOT NULL AND k.status = 'enabled'" },
  warn: { time: 'k.warn_at', has: "k.warn_at IS NOT NULL AND k.status = 'enabled'" },
  used: { time: unusedSince, has: "k.credential = 'long-term'" },
  both: { time: 'k.both_since', has: 'k.both_since IS NOT NULL' },
  expires: { time: 'k.expires_at', has: 'k.expires_at IS NOT NULL' },
} as const;
export type CountedTime = keyof typeof times;

/** The sign keeps SQLite from reading all keys of the provider, instead of those of the time. */
const lookedAt = (ofProvider: string) => ofProvider.replace('AND ', 'AND +');

const numberIn = (database: Reader, sql: string, ...values: (string | number)[]): number =>
  database.get<{ keys: number | null }>(sql, ...values)?.keys ?? 0;

/** Returns how many keys have this time before `end`: of one provider, or of all (`null`). */
export function countBefore(
  database: Reader,
  kind: CountedTime,
  end: number,
  provider: StoredProviderId | null = null,
): number {
  const { time, has } = times[kind];
  const today = Math.floor(end / day);
  const [ofProvider, value] = provider === null ? ['', []] : ['AND profile = ?', [provider]];
  const [from, to] = [`${time} >= ?`, `${time} < ?`];
  const before = `SELECT sum(keys) AS keys FROM key_count WHERE kind = ? ${ofProvider} AND day < ?`;
  const rest = `SELECT count(*) AS keys FROM access_key k WHERE ${has} AND ${from} AND ${to} ${lookedAt(ofProvider)}`;
  const first = numberIn(database, before, kind, ...value, today);
  return first + numberIn(database, rest, today * day, Math.floor(end), ...value);
}

/** Returns how many keys of each provider have this time before `end`. A provider without any is left out. */
export function countBeforeByProvider(
  database: Reader,
  kind: CountedTime,
  end: number,
): ReadonlyMap<StoredProviderId, number> {
  const { time, has } = times[kind];
  const today = Math.floor(end / day);
  // The sign keeps SQLite from reading all keys in the order of providers, instead of those of the time.
  const found = database.all<{ provider: StoredProviderId; keys: number }>(
    `SELECT provider, sum(keys) AS keys FROM (
       SELECT profile AS provider, sum(keys) AS keys FROM key_count WHERE kind = ? AND day < ? GROUP BY profile
       UNION ALL
       SELECT k.profile, count(*) FROM access_key k WHERE ${has} AND ${time} >= ? AND ${time} < ? GROUP BY +k.profile
     ) GROUP BY provider`,
    kind,
    today,
    today * day,
    Math.floor(end),
  );
  return new Map(found.map(({ provider, keys }) => [provider, keys]));
}

/** Returns how many keys have each day (UTC, as a number of days since the epoch) of this time, for each provider. */
export function countByDay(
  database: Reader,
  kind: CountedTime,
  from: number,
  to: number,
): { provider: StoredProviderId; day: number; keys: number }[] {
  return database.all(
    'SELECT profile AS provider, day, keys FROM key_count WHERE kind = ? AND day >= ? AND day < ? AND keys > 0',
    kind,
    from,
    to,
  );
}

/** Returns how many keys each provider has: every provider that is known, and every other one that has keys. */
export function countByProvider(database: Reader): Map<StoredProviderId, number> {
  const found = database.all<{ provider: StoredProviderId; keys: number }>(
    "SELECT profile AS provider, sum(keys) AS keys FROM key_count WHERE kind = 'aged' GROUP BY profile HAVING sum(keys) > 0",
  );
  const counts = new Map(found.map(({ provider, keys }) => [provider, keys]));
  const all = inOrder([...new Set([...providerIds, ...counts.keys()])]);
  return new Map(all.map((provider) => [provider, counts.get(provider) ?? 0]));
}

type Plain = 'pending' | 'unassigned' | 'full';

/** Returns how many keys count under this: of one provider, or of all (`null`). */
export function countOf(database: Reader, kind: Plain, provider: StoredProviderId | null = null): number {
  const sum = 'SELECT sum(keys) AS keys FROM key_count WHERE kind = ?';
  return provider === null
    ? numberIn(database, sum, kind)
    : numberIn(database, `${sum} AND profile = ?`, kind, provider);
}

const rootKinds = providers.flatMap(({ id, identities }) =>
  identities.filter(({ root }) => root).map(({ kind }): [StoredProviderId, string] => [id, `held ${kind}`]),
);

function countRoot(database: Reader, provider: StoredProviderId | null): number {
  const find = 'SELECT sum(keys) AS keys FROM key_count WHERE kind = ? AND profile = ?';
  return rootKinds
    .filter(([id]) => provider === null || id === provider)
    .reduce((sum, [id, kind]) => sum + numberIn(database, find, kind, id), 0);
}

/** Returns how many keys need this care, as `careCondition` finds them: of one provider, or of all (`null`). */
export function countCare(
  database: Reader,
  care: CareKind,
  now: number,
  provider: StoredProviderId | null = null,
): number {
  const [ofProvider, value] = provider === null ? ['', []] : ['AND k.profile = ?', [provider]];
  const upTo = Math.floor(now) + 1;
  const few = (condition: string, ...values: number[]) =>
    numberIn(
      database,
      `SELECT count(*) AS keys FROM access_key k WHERE ${condition} ${lookedAt(ofProvider)}`,
      ...values,
      ...value,
    );
  switch (care) {
    case 'overdue':
      return countBefore(database, 'due', upTo, provider);
    case 'soon':
      return countBefore(database, 'warn', upTo, provider) - countBefore(database, 'due', upTo, provider);
    case 'expired':
      return countBefore(database, 'expires', upTo, provider);
    case 'unused':
      return countBefore(database, 'used', now - unusedAfter, provider);
    case 'two-active':
      return countBefore(database, 'both', now - twoActiveAfter, provider);
    case 'pending':
    case 'unassigned':
    case 'full':
      return countOf(database, care, provider);
    case 'root':
      return countRoot(database, provider);
    // The others are few, and each has an index of its own.
    case 'leaked':
      return few('k.leaked_at IS NOT NULL');
    case 'expiring':
      return few("k.status = 'enabled' AND k.expires_at > ? AND k.expires_at <= ?", now, now + expiringWithin);
    case 'rotating':
      return few(`k.id IN (SELECT old_key FROM rotation WHERE stage <> 'finished'
        UNION SELECT new_key FROM rotation WHERE stage <> 'finished' AND new_key IS NOT NULL)`);
  }
}
