import { type CareKind, careKinds } from '../../common/keys/filter';
import { ageBands, daysAhead, type Overview, type OverviewDay, type ProviderAges } from '../../common/overview';
import type { StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { countBeforeByProvider, countByDay, countByProvider, countCare } from './counts';

/** Counts what the overview shows. `now` is in milliseconds since the epoch everywhere. */

const day = 86_400_000;

/** Returns everything that the overview shows of the keys. Each number is that of the list that it leads to. */
export function countOverview(database: Reader, now: number): Overview {
  const bounds = dayBounds(now);
  const totals = [...countByProvider(database)].filter(([, keys]) => keys > 0);
  const counts = careKinds.map((care): [CareKind, number] => [care, countCare(database, care, now)]);
  return {
    keys: totals.reduce((sum, [, keys]) => sum + keys, 0),
    counts: Object.fromEntries(counts) as Record<CareKind, number>,
    rotations: count(database, "SELECT count(*) AS total FROM rotation WHERE stage <> 'finished'"),
    days: countDays(database, bounds),
    until: bounds.at(-1) ?? now,
    ages: agesOf(database, now, totals),
    originals: count(database, 'SELECT count(*) AS total FROM original'),
  };
}

function count(database: Reader, sql: string, ...values: number[]): number {
  return database.get<{ total: number }>(sql, ...values)?.total ?? 0;
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

function countDays(database: Reader, bounds: readonly number[]): OverviewDay[] {
  const due = dueIn(database, bounds);
  return bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? from;
    return { from, due: due(from, to), expires: countWithin(database, 'expires_at', from, to) };
  });
}

/** A range of an index. */
function countWithin(database: Reader, column: 'due_at' | 'expires_at', from: number, to: number): number {
  return count(
    database,
    `SELECT count(*) AS total FROM access_key
     WHERE ${column} IS NOT NULL AND status = 'enabled' AND ${column} >= ? AND ${column} < ?`,
    from,
    to,
  );
}

/**
 * Returns what counts the keys that fall due from one bound to the next. Where days begin as UTC's do, the database has
 * the numbers; elsewhere each day is counted.
 */
function dueIn(database: Reader, bounds: readonly number[]): (from: number, to: number) => number {
  if (bounds.some((at) => at % day !== 0)) return (from, to) => countWithin(database, 'due_at', from, to);
  const found = new Map<number, number>();
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)];
  for (const { day: at, keys } of countByDay(database, 'due', first / day, last / day)) {
    found.set(at, (found.get(at) ?? 0) + keys);
  }
  return (from) => found.get(from / day) ?? 0;
}

/** An age below 0 (the clock was set back) is the youngest, as in the list. */
function agesOf(database: Reader, now: number, totals: readonly [StoredProviderId, number][]): ProviderAges[] {
  // How many are as old as a band begins, or older.
  const older = ageBands.map((band) =>
    'least' in band ? countBeforeByProvider(database, 'aged', Math.floor(now) - band.least * day + 1) : new Map(totals),
  );
  return totals.map(([provider]) => {
    const keys = older.map((of) => of.get(provider) ?? 0);
    return { provider, keys: keys.map((those, at) => those - (keys[at + 1] ?? 0)) };
  });
}
