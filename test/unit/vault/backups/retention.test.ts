import { describe, expect, test } from 'vitest';
import { type Backup, type BackupKind, type BackupRule, usualRule } from '../../../../common/backups';
import { ranked, tooMany } from '../../../../vault/store/backups/retention';
import { day } from './acts';

/** Noon of a Wednesday, in local time. */
const now = new Date(2026, 10, 25, 12).getTime();

const backup = (kind: BackupKind, at: number, more = ''): Backup => ({
  name: `${new Date(at).toISOString()}-${kind}${more}`,
  kind,
  at,
  size: 1,
});
const dailies = (from: number, count: number, every = day) =>
  Array.from({ length: count }, (_, index) => backup('daily', from - index * every));
const left = (backups: Backup[], rule: BackupRule = usualRule, made: string | null = null, at = now) => {
  const gone = new Set(tooMany(backups, rule, at, made));
  return backups.filter((one) => !gone.has(one));
};
const dates = (backups: Backup[]) => backups.map(({ at }) => new Date(at).toLocaleDateString('en-CA'));

describe('which backups are kept', () => {
  test('of two years of days: 7 days, and the newest of 4 weeks and of 12 months', () => {
    const kept = dates(left(dailies(now, 730)));
    expect(kept.slice(0, 7)).toEqual(dates(dailies(now, 7)));
    // Sundays, and the last days of months.
    expect(kept.slice(7)).toEqual([
      '2026-11-15',
      '2026-11-08',
      ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
      ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ]);
  });

  test('the same day by day as at once', () => {
    let held: Backup[] = [];
    for (const made of dailies(now, 500).toReversed()) held = left([made, ...held], usualRule, made.name, made.at);
    const kept = dates(held);
    expect(kept.slice(0, 7)).toEqual(dates(dailies(now, 7)));
    expect(kept).toContain('2026-11-15');
    expect(kept).toContain('2026-02-28');
    expect(kept).toContain('2025-12-31');
  });

  test('a day without Keyfold takes no place', () => {
    const seldom = dailies(now, 7, 90 * day);
    expect(left(seldom)).toEqual(seldom);
  });

  test('days, acts and those made by hand are counted apart', () => {
    const days = dailies(now, 7);
    const acts = Array.from({ length: 9 }, (_, index) => backup('before-import', now - index * 1000, `-${index}`));
    const byHand = Array.from({ length: 40 }, (_, index) => backup('manual', now - index * 1000, `-${index}`));
    const apart = [backup('before-restore', 0), backup('rescued', 0)];
    const all = [...days, ...acts, ...byHand, ...apart];
    expect(left(all)).toEqual([...days, ...acts.slice(0, 5), ...byHand, ...apart]);
    const least = { days: 1, weeks: 0, months: 0, acts: 1 };
    expect(left(all, least)).toEqual([days[0], acts[0], ...byHand, ...apart]);
  });

  test('every kind of act is one', () => {
    const acts = (['before-import', 'before-rekey', 'before-migration'] as const).map((kind, index) =>
      backup(kind, now - index * day),
    );
    expect(left(acts, { ...usualRule, acts: 2 })).toEqual(acts.slice(0, 2));
  });
});

describe('a clock that jumps', () => {
  test('what was just made stays, of every kind and whatever the clock says', () => {
    for (const kind of ['daily', 'before-import', 'before-rekey', 'before-migration'] as const) {
      for (const at of [0, now - 4000 * day, now + 4000 * day]) {
        const good = [...dailies(now, 30), ...Array.from({ length: 6 }, (_, i) => backup('before-import', now - i))];
        const made = backup(kind, at, '-made');
        expect(left([...good, made], { days: 1, weeks: 0, months: 0, acts: 1 }, made.name)).toContain(made);
      }
    }
  });

  test('times ahead of now rank last: they take no place of a good one', () => {
    const good = dailies(now, 7);
    const ahead = dailies(now + 4000 * day, 30);
    const kept = left([...ahead, ...good], { days: 7, weeks: 0, months: 0, acts: 1 });
    expect(kept).toEqual(good);
    const acts = [backup('before-rekey', now - day), backup('before-import', now)];
    const actsAhead = Array.from({ length: 5 }, (_, index) => backup('before-import', now + (index + 9) * day));
    expect(left([...actsAhead, ...acts], { ...usualRule, acts: 2 })).toEqual(acts);
  });

  test('a place that no good one takes may be one’s of a time ahead', () => {
    const both = [...dailies(now + 4000 * day, 2), ...dailies(now, 2)];
    expect(left(both)).toEqual(both);
  });

  test('the list begins with the newest that isn’t ahead; some minutes are no such time', () => {
    const [ahead, soon, good] = [now + day, now + 60_000, now - day].map((at) => backup('daily', at));
    expect(
      ranked(
        [ahead, soon, good].filter((one) => one !== undefined),
        now,
      ),
    ).toEqual([soon, good, ahead]);
  });
});
