import { type ClockState, clockTolerance } from '../../common/clock';
import type { AuditLog } from '../audit/log';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import { dropExpiredDefaults, expiredDefaults, nextExpiry } from '../keys/expiry';
import type { VaultDatabase } from '../store/database/database';
import type { VaultClock } from './vault-clock';

/** Looks at the clock from time to time, and sooner where a key is about to expire. */
export interface ClockWatch {
  /** Looks now, and from now on. */
  begin(): void;
  end(): void;
}

export interface ClockWatchNeeds {
  database: VaultDatabase;
  audit: AuditLog;
  clock: VaultClock;
  /** Time that no one can set, with timers. */
  time: Clock;
  /** The clock looks otherwise than before. */
  onClock(state: ClockState): void;
  /** A default key has expired, and is none any more. */
  onDefaultsDropped(): void;
}

/** Milliseconds between two looks at the clock, at most. */
const lookEvery = 60_000;

export function createClockWatch({ database, audit, clock, time, ...needs }: ClockWatchNeeds): ClockWatch {
  /** The kind of problem that was told last. */
  let told: string | null = null;
  let stopTimer = (): void => undefined;

  /** Answers after how many milliseconds the next look is due. */
  const look = (): number => {
    const state = clock.look();
    const dropped = expiredDefaults(database, state.now).length > 0;
    // A key that has expired must not come back to life when this process is killed and the clock set back.
    const kept = clock.kept();
    const expiry = nextExpiry(database, kept);
    if (dropped || state.now - kept > clockTolerance || (expiry !== null && expiry <= state.now)) {
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
      // A full disk, for example; the next look tries again.
      reportFailure('clock', error);
    }
    stopTimer = time.after(wait, lookNowAndThen);
  };

  return { begin: lookNowAndThen, end: () => stopTimer() };
}
