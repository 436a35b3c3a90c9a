import { fail } from '../../common/errors';
import type { Clock } from './clock';
import { reportFailure } from './report-failure';

/** So many wrong attempts in a row cause no wait. */
const freeFailures = 4;
/** From so many on there is a wait. */
export const waitsFrom = freeFailures + 1;
/** Milliseconds to wait after the first failure beyond those. Each further failure doubles the wait. */
const firstWait = 30_000;
const longestWait = 15 * 60_000;

/** Milliseconds until the next try after so many wrong ones in a row. */
export function waitAfter(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(longestWait, firstWait * 2 ** Math.min(20, failures - freeFailures - 1));
}

/** Where failures are stored, so that a restart doesn't forgive them. */
export interface FailureStore<Method> {
  /**
   * The number of wrong attempts in a row, and the time of the last one in milliseconds since the epoch. Both are 0 if
   * there was none.
   */
  read(method: Method): { failures: number; failedAt: number };
  write(method: Method, failures: number, failedAt: number): void;
  /** Called after a right attempt. */
  clear(method: Method): void;
}

/**
 * Slows down guessing. Each way is counted by itself, so that wrong guesses at one way don't block another. While the
 * process lasts, the wait runs on its monotonic clock. After a restart, the wall clock says what is left of the wait.
 * If that clock went back, the whole wait begins again.
 */
export interface Backoff<Method> {
  /** Milliseconds until this way may be tried again. */
  wait(store: FailureStore<Method>, method: Method): number;
  /**
   * Runs one attempt, after the attempts of the same way that are still under way. Counts how it ended. Errors:
   * `try-later`, those of `act`.
   */
  attempt<T>(store: FailureStore<Method>, method: Method, act: () => Promise<T>): Promise<T>;
  /** The same for an attempt that is over at once. It waits for no other attempt. */
  attemptNow<T>(store: FailureStore<Method>, method: Method, act: () => T): T;
}

interface Counted {
  failures: number;
  /** When the next try may come, on the monotonic clock. */
  opensAt: number;
}

/** `now` returns milliseconds since the epoch. `isWrong` says if an error of an attempt was a wrong guess. */
export function createBackoff<Method>(
  clock: Clock,
  now: () => number,
  isWrong: (error: unknown) => boolean,
): Backoff<Method> {
  type Store = FailureStore<Method>;
  /** A method's count is read from the store when it is first asked for. */
  const counted = new Map<Method, Counted>();
  /**
   * The last attempt of each way. Each attempt waits for it: otherwise guesses that come all at once would all pass
   * before the first one counts.
   */
  const last = new Map<Method, Promise<unknown>>();

  function countOf(store: Store, method: Method): Counted {
    const known = counted.get(method);
    if (known) return known;
    const { failures, failedAt } = store.read(method);
    const whole = waitAfter(failures);
    const passed = now() - failedAt;
    const read = { failures, opensAt: clock.now() + (passed < 0 ? whole : Math.max(0, whole - passed)) };
    counted.set(method, read);
    return read;
  }

  const wait = (store: Store, method: Method) => Math.max(0, countOf(store, method).opensAt - clock.now());

  function refuseEarly(store: Store, method: Method): void {
    const left = wait(store, method);
    if (left > 0) fail('try-later', { seconds: Math.ceil(left / 1000) });
  }

  function failed(store: Store, method: Method): void {
    const failures = countOf(store, method).failures + 1;
    // It is counted in memory first: guessing must not become free because the disk can't be written to.
    counted.set(method, { failures, opensAt: clock.now() + waitAfter(failures) });
    try {
      store.write(method, failures, now());
    } catch (error) {
      reportFailure('attempt', error);
    }
  }

  function succeeded(store: Store, method: Method): void {
    if (countOf(store, method).failures === 0) return;
    store.clear(method);
    counted.delete(method);
  }

  return {
    wait,
    attempt(store, method, act) {
      const turn = (last.get(method) ?? Promise.resolve()).then(async () => {
        refuseEarly(store, method);
        try {
          const value = await act();
          succeeded(store, method);
          return value;
        } catch (error) {
          if (isWrong(error)) failed(store, method);
          throw error;
        }
      });
      last.set(
        method,
        turn.catch(() => undefined),
      );
      return turn;
    },
    attemptNow(store, method, act) {
      refuseEarly(store, method);
      try {
        const value = act();
        succeeded(store, method);
        return value;
      } catch (error) {
        if (isWrong(error)) failed(store, method);
        throw error;
      }
    },
  };
}
