import { type CareKind, careKinds } from '../../common/keys/filter';
import { ageBands, daysAhead, type Overview, type OverviewDay, type ProviderAges } from '../../common/overview';
import { inOrder, type StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { agedFrom, careCondition } from './filter';

/** Counts what the overview shows. `now` is in milliseconds since the epoch everywhere. */

const day = 86_400_000;

/** Returns everything that the overview shows of the keys. Each number is that of the list that it leads to. */
export function countOverview(database: Reader, now: number): Overview {
  const { keys, ...counts } = countCares(database, now);
  const bounds = dayBounds(now);
  return {
    keys,
    counts,
    rotations: count(database, "SELECT count(*) AS total FROM rotation WHERE stage <> 'finished'"),
    days: countDays(database, bounds),
    until: bounds.at(-1) ?? now,
    ages: countAges(database, now),
    originals: count(database, 'SELECT count(*) AS total FROM original'),
  };
}

function count(database: Reader, sql: string): number {
  return database.get<{ total: number }>(sql)?.total ?? 0;
}

/** One pass over the keys for all kinds of care. */
function countCares(database: Reader, now: number): Record<CareKind | 'keys', number> {
  const conditions = careKinds.map((care) => ({ care, ...careCondition(care, now) }));
  const sums = conditions.map(({ care, sql }) => `count(*) FILTER (WHERE ${sql}) AS "${care}"`);
  const none = Object.fromEntries(['keys', ...careKinds].map((name) => [name, 0])) as Record<CareKind | 'keys', number>;
  const found = database.get<Record<CareKind | 'keys', number>>(
    `SELECT count(*) AS keys, ${sums.join(', ')} FROM access_key k`,
    ...conditions.flatMap(({ values }) => values),
  );
  return found ?? none;
}

/**
 * Returns the first moments of the days of the look ahead, and the end of the last. Days are those of the calendar in
 * the time zone of this machine, so one may have 23 or 25 hours.
 */
function dayBounds(now: number): number[] {
  const today = new Date(now);
  return Array.from({ length: daysAhead + 1 }, (_, ahead) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead).getTime(),
  );
}

/** Each day is a range of an index. */
function countDays(database: Reader, bounds: readonly number[]): OverviewDay[] {
  const [due, expires] = (['due_at', 'expires_at'] as const).map((column) => {
    const sql = `SELECT count(*) AS total FROM access_key
      WHERE status = 'enabled' AND ${column} IS NOT NULL AND ${column} >= ? AND ${column} < ?`;
    return (from: number, to: number) => database.get<{ total: number }>(sql, from, to)?.total ?? 0;
  });
  return bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? from;
    return { from, due: due?.(from, to) ?? 0, expires: expires?.(from, to) ?? 0 };
  });
}

/** An age below 0 (the clock was set back) is the youngest, as in the list. */
function countAges(database: Reader, now: number): ProviderAges[] {
  const starts = ageBands.flatMap((band) => ('least' in band ? [band.least] : []));
  const band = starts.map(() => `(${agedFrom} <= ?)`).join(' + ');
  const rows = database.all<{ provider: StoredProviderId; band: number; total: number }>(
    `SELECT k.profile AS provider, ${band} AS band, count(*) AS total FROM access_key k GROUP BY 1, 2`,
    ...starts.map((least) => now - least * day),
  );
  return inOrder([...new Set(rows.map(({ provider }) => provider))]).map((provider) => ({
    provider,
    keys: ageBands.map((_, at) => rows.find((row) => row.provider === provider && row.band === at)?.total ?? 0),
  }));
}
