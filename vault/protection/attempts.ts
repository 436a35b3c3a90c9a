import { type ErrorCode, KeyfoldError } from '../../common/errors';
import type { ProofMethod } from '../../common/protection';
import { createBackoff, type FailureStore } from '../base/backoff';
import type { Clock } from '../base/clock';
import type { VaultDatabase } from '../store/database/database';

const wrong: ReadonlySet<ErrorCode> = new Set(['wrong-password', 'wrong-code', 'code-used', 'wrong-administrator']);

/** Slows down guessing at a verification. Failures are stored in the vault's database. */
export interface Attempts {
  /** Milliseconds until this way may be tried again. */
  wait(database: VaultDatabase, method: ProofMethod): number;
  /** Runs one attempt and counts how it ended. Errors: `try-later`, those of `act`. */
  attempt<T>(database: VaultDatabase, method: ProofMethod, act: () => Promise<T>): Promise<T>;
  /** The same for an attempt that is over at once. */
  attemptNow<T>(database: VaultDatabase, method: ProofMethod, act: () => T): T;
}

/** `now` in milliseconds since the epoch. */
export function createAttempts(clock: Clock, now: () => number): Attempts {
  const backoff = createBackoff<ProofMethod>(
    clock,
    now,
    (error) => error instanceof KeyfoldError && wrong.has(error.error.code),
  );
  return {
    wait: (database, method) => backoff.wait(storeIn(database), method),
    attempt: (database, method, act) => backoff.attempt(storeIn(database), method, act),
    attemptNow: (database, method, act) => backoff.attemptNow(storeIn(database), method, act),
  };
}

function storeIn(database: VaultDatabase): FailureStore<ProofMethod> {
  return {
    read(method) {
      const find = 'SELECT failures, failed_at AS failedAt FROM attempt WHERE method = ?';
      return database.get<{ failures: number; failedAt: number }>(find, method) ?? { failures: 0, failedAt: 0 };
    },
    write(method, failures, failedAt) {
      const remember = `INSERT INTO attempt (method, failures, failed_at) VALUES (?, ?, ?)
        ON CONFLICT (method) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at`;
      database.write((writer) => writer.runOne(remember, method, failures, failedAt));
    },
    clear: (method) => database.write(() => database.run('DELETE FROM attempt WHERE method = ?', method)),
  };
}
