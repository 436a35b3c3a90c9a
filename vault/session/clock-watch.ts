import { type ClockState, clockTolerance } from '../../common/clock';
import type { AuditLog } from '../audit/log';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import { dropExpiredDefaults, expiredDefaults, nextExpiry } from '../keys/expiry';
import type { VaultDatabase } from '../store/database/database';
import type { VaultClock } from './vault-clock';

/** Looks at the clock from time to time, and earlier if a key is about to expire. */
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
  /** Called when a default key has expired, and is no default any more. */
  onDefaultsDropped(): void;
}

/** The longest time between two looks at the clock, in milliseconds. */
const lookEvery = 60_000;

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
    if (dropped) needs.onDefaultsDropped();
    const problem = state.problem?.kind ?? null;
    if (problem !== told) {
      told = problem;
      needs.onClock(state);
    }
    const next = nextExpiry(database, state.now);
    return Math.min(lookEvery, next === null ? lookEvery : Math.max(0, next - state.now));
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
