import { type ClockState, clockTolerance } from '../../common/clock';
import type { AuditLog } from '../audit/log';
import { binnedSubjectOf } from '../audit/record';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import { binDaysOf, eraseBinned, nextBinEnd, overdueBinned } from '../keys/bin';
import { dropExpiredDefaults, expiredDefaults, nextExpiry } from '../keys/expiry';
import type { VaultDatabase } from '../store/database/database';
import type { VaultClock } from './vault-clock';

/** Looks at the clock from time to time, and earlier if a key is about to expire or to leave the recycle bin. */
export interface ClockWatch {
  /** Looks now, and then again and again. */
  begin(): void;
  end(): void;
}

export interface ClockWatchNeeds {
  database: VaultDatabase;
  audit: AuditLog;
  clock: VaultClock;
  /** A clock that nobody can set, with timers. */
  time: Clock;
  /** Called when the clock's state has changed. */
  onClock(state: ClockState): void;
  /** Called when a default key has expired and is no default any more, or when keys have left the recycle bin. */
  onKeysChanged(): void;
}

/** The longest time between two looks at the clock, in milliseconds. */
const lookEvery = 60_000;
/** Most keys that leave the recycle bin at one look. The next look comes soon, and others have their turn before it. */
const mostErased = 100;
/** In milliseconds. */
const soon = 50;

export function createClockWatch({ database, audit, clock, time, ...needs }: ClockWatchNeeds): ClockWatch {
  /** The kind of problem that was reported last. */
  let told: string | null = null;
  let stopTimer = (): void => undefined;

  /** Looks at the clock, and returns after how many milliseconds the next look is due. */
  const look = (): number => {
    const state = clock.look();
    const dropped = expiredDefaults(database, state.now).length > 0;
    // An expired key must not become usable again if this process is killed and the clock is set back.
    const kept = clock.kept();
    const expiry = nextExpiry(database, kept);
    const due = dropped || state.now - kept > clockTolerance || (expiry !== null && expiry <= state.now);
    if (due && !database.readOnly) {
      database.write(() => {
        clock.keep();
        for (const expired of dropExpiredDefaults(database, state.now)) {
          audit.append({ action: 'cancel-default', key: expired, facts: { why: 'expired' } });
        }
      });
    }
    const erased = eraseOverdue(database, audit, state);
    if (dropped || erased > 0) needs.onKeysChanged();
    const problem = state.problem?.kind ?? null;
    if (problem !== told) {
      told = problem;
      needs.onClock(state);
    }
    if (erased === mostErased) return soon;
    const ends = [nextExpiry(database, state.now), state.problem ? null : nextBinEnd(database)];
    return Math.min(lookEvery, ...ends.map((at) => (at === null ? lookEvery : Math.max(0, at - state.now))));
  };

  const lookNowAndThen = () => {
    let wait = lookEvery;
    try {
      wait = look();
    } catch (error) {
      // For example, the disk is full. The next look tries again.
      reportFailure('clock', error);
    }
    stopTimer = time.after(wait, lookNowAndThen);
  };

  return { begin: lookNowAndThen, end: () => stopTimer() };
}

/**
 * Erases keys whose time in the recycle bin is over, each with its row in the log. While the clock looks wrong, they
 * stay. Returns how many they were.
 */
function eraseOverdue(database: VaultDatabase, audit: AuditLog, { now, problem }: ClockState): number {
  if (problem !== null || database.readOnly) return 0;
  const ids = overdueBinned(database, binDaysOf(database), now, mostErased);
  if (ids.length === 0) return 0;
  database.write((writer) => {
    const keys = ids.map((id) => binnedSubjectOf(writer, id));
    eraseBinned(writer, ids);
    for (const key of keys) audit.append({ action: 'key-erased', key, facts: { why: 'bin-over' } });
  });
  return ids.length;
}
