/**
 * Counts the time without input, by the wall clock and by the monotonic clock. The clock that shows more time counts:
 * on some systems the monotonic clock stops while the machine sleeps, and the wall clock can be set back.
 */
export interface IdleDeadline {
  /** There was input: counting starts again. */
  touch(): void;
  /** Checks now, and calls `onIdle` if the time has run out; for example after sleep. */
  check(): void;
  stop(): void;
}

export interface IdleNeeds {
  /**
   * Minutes until `onIdle` is called; `null`: never. It is asked at each check, so that a changed setting counts at
   * once.
   */
  minutes(): number | null;
  onIdle(): void;
  /** Milliseconds since the epoch. */
  wall?(): number;
  /** Milliseconds since any fixed moment; it is never set back. */
  monotonic?(): number;
}

/** Milliseconds between two checks. After a sleep that nobody reported, the lock is late by at most this. */
const lookEvery = 1000;

/** Starts to count. The timer runs until `stop`. */
export function idleDeadline({ minutes, onIdle, ...clocks }: IdleNeeds): IdleDeadline {
  // The clocks are looked up at each call. A clock that was captured earlier can't be replaced by a test.
  const wall = clocks.wall ?? (() => Date.now());
  const monotonic = clocks.monotonic ?? (() => performance.now());
  let last = { wall: wall(), monotonic: monotonic() };

  const touch = () => {
    last = { wall: wall(), monotonic: monotonic() };
  };
  const check = () => {
    const limit = minutes();
    if (limit === null) return;
    const passed = Math.max(wall() - last.wall, monotonic() - last.monotonic);
    if (passed < limit * 60_000) return;
    touch();
    onIdle();
  };
  const timer = setInterval(check, lookEvery);
  return { touch, check, stop: () => clearInterval(timer) };
}
