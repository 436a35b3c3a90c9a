/** A clock that nobody can set: milliseconds from some fixed moment, and a timer. */
export interface Clock {
  now(): number;
  after(milliseconds: number, act: () => void): () => void;
}

/** The process's monotonic clock. Its timers don't keep the process running. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
