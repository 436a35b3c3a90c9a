import { type ErrorCode, fail, KeyfoldError } from '../../common/errors';
import type { ProofMethod } from '../../common/protection';
import type { VaultDatabase } from '../database/database';
import { logFailure } from '../log';
import type { Clock } from './tickets';

/** Wrong attempts in a row that cost nothing but the answer. */
const freeFailures = 4;
/** Milliseconds to wait after the first failure beyond those; it doubles with each further one. */
const firstWait = 30_000;
const longestWait = 15 * 60_000;

/** Milliseconds until the next try after so many wrong ones in a row. */
export function waitAfter(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(longestWait, firstWait * 2 ** Math.min(20, failures - freeFailures - 1));
}

const wrong: ReadonlySet<ErrorCode> = new Set(['wrong-password', 'wrong-code', 'code-used', 'wrong-administrator']);

/**
 * Slows down guessing, each way of verification by itself, so that one can't be used to bar another. Failures are kept
 * in the vault's database: a restart doesn't forgive them. While the process lasts the wait runs on its monotonic clock;
 * after a restart it is what the wall clock says is left of it, and the whole of it where that clock went back.
 */
export interface Attempts {
  /** Milliseconds until this way may be tried again. */
  wait(database: VaultDatabase, method: ProofMethod): number;
  /** Runs one attempt and counts how it ended. Errors: `try-later`, those of `act`. */
  attempt<T>(database: VaultDatabase, method: ProofMethod, act: () => Promise<T>): Promise<T>;
  /** The same for an attempt that takes no time. */
  attemptNow<T>(database: VaultDatabase, method: ProofMethod, act: () => T): T;
}

interface Counted {
  failures: number;
  /** When the next try may come, on the monotonic clock. */
  opensAt: number;
}

/** `now` in milliseconds since the epoch. */
export function createAttempts(clock: Clock, now: () => number): Attempts {
  /** Read from the database with the first question. */
  const counted = new Map<ProofMethod, Counted>();

  function countOf(database: VaultDatabase, method: ProofMethod): Counted {
    const known = counted.get(method);
    if (known) return known;
    const { failures, failedAt } = stored(database, method);
    const whole = waitAfter(failures);
    const passed = now() - failedAt;
    const read = { failures, opensAt: clock.now() + (passed < 0 ? whole : Math.max(0, whole - passed)) };
    counted.set(method, read);
    return read;
  }

  const wait = (database: VaultDatabase, method: ProofMethod) =>
    Math.max(0, countOf(database, method).opensAt - clock.now());

  function refuseEarly(database: VaultDatabase, method: ProofMethod): void {
    const left = wait(database, method);
    if (left > 0) fail('try-later', { seconds: Math.ceil(left / 1000) });
  }

  function failed(database: VaultDatabase, method: ProofMethod): void {
    const failures = countOf(database, method).failures + 1;
    // In memory first: a disk that can't be written to must not make guessing free.
    counted.set(method, { failures, opensAt: clock.now() + waitAfter(failures) });
    const remember = `INSERT INTO attempt (method, failures, failed_at) VALUES (?, ?, ?)
      ON CONFLICT (method) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at`;
    try {
      database.write(() => database.run(remember, method, failures, now()));
    } catch (error) {
      logFailure('attempt', error);
    }
  }

  function succeeded(database: VaultDatabase, method: ProofMethod): void {
    if (countOf(database, method).failures === 0) return;
    database.write(() => database.run('DELETE FROM attempt WHERE method = ?', method));
    counted.delete(method);
  }

  function count(database: VaultDatabase, method: ProofMethod, error: unknown): void {
    if (error instanceof KeyfoldError && wrong.has(error.error.code)) failed(database, method);
  }

  return {
    wait,
    async attempt(database, method, act) {
      refuseEarly(database, method);
      try {
        const value = await act();
        succeeded(database, method);
        return value;
      } catch (error) {
        count(database, method, error);
        throw error;
      }
    },
    attemptNow(database, method, act) {
      refuseEarly(database, method);
      try {
        const value = act();
        succeeded(database, method);
        return value;
      } catch (error) {
        count(database, method, error);
        throw error;
      }
    },
  };
}

function stored(database: VaultDatabase, method: ProofMethod): { failures: number; failedAt: number } {
  const find = 'SELECT failures, failed_at AS failedAt FROM attempt WHERE method = ?';
  return database.get<{ failures: number; failedAt: number }>(find, method) ?? { failures: 0, failedAt: 0 };
}
