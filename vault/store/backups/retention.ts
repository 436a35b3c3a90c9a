import type { Backup, BackupKind, BackupRule } from '../../../common/backups';
import { clockTolerance } from '../../../common/clock';

/**
 * Which backups are kept. Days, weeks and months are counted among the daily backups only, and acts among those that
 * were made before one. So imports in a row never push out a day, and no day pushes out what was there before an act.
 */

/** Backups that Keyfold makes before it rewrites the whole vault. */
const beforeActs: ReadonlySet<BackupKind> = new Set(['before-migration', 'before-import', 'before-rekey']);

/**
 * Returns the backups newest first, and last of all those from a time that is still to come. Such a time was written
 * while the clock was wrong, so it says nothing about how new a backup is. `now` is in milliseconds since the epoch.
 */
export function ranked(backups: readonly Backup[], now: number): Backup[] {
  const isAhead = ({ at }: Backup) => at > now + clockTolerance;
  const newestFirst = backups.toSorted((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
  return [...newestFirst.filter((backup) => !isAhead(backup)), ...newestFirst.filter(isAhead)];
}

const local = (at: number) => new Date(at);
const dayOf = (at: number) => local(at).toDateString();
const monthOf = (at: number) => `${local(at).getFullYear()}-${local(at).getMonth()}`;

/** Returns the Monday of a moment's week. */
function weekOf(at: number): string {
  const day = local(at);
  const sinceMonday = (day.getDay() + 6) % 7;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - sinceMonday).toDateString();
}

/** Returns the first backup of each of the first so many periods. */
function firstOfEach(backups: readonly Backup[], periodOf: (at: number) => string, periods: number): Backup[] {
  const first = new Map<string, Backup>();
  for (const backup of backups) {
    const period = periodOf(backup.at);
    if (!first.has(period)) first.set(period, backup);
  }
  return [...first.values()].slice(0, periods);
}

/**
 * Returns the backups that a rule doesn't keep, newest first. The backup `made` stays whatever its time is, since the
 * clock may have been set back before it was made. `now` is in milliseconds since the epoch.
 */
export function tooMany(
  backups: readonly Backup[],
  rule: BackupRule,
  now: number,
  made: string | null = null,
): Backup[] {
  const inOrder = ranked(backups, now);
  const daily = inOrder.filter(({ kind }) => kind === 'daily');
  const acts = inOrder.filter(({ kind }) => beforeActs.has(kind));
  const kept = new Set([
    ...firstOfEach(daily, dayOf, rule.days),
    ...firstOfEach(daily, weekOf, rule.weeks),
    ...firstOfEach(daily, monthOf, rule.months),
    ...acts.slice(0, rule.acts),
  ]);
  return [...daily, ...acts].filter((backup) => !kept.has(backup) && backup.name !== made);
}
