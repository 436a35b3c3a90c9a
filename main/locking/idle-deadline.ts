/**
 * Counts the time without input. By the wall clock and by the monotonic clock, and the one that says more counts: on some
 * systems the monotonic clock stands still while the machine sleeps, and the wall clock can be set back.
 */
export interface IdleDeadline {
  /** There was input: counting starts anew. */
  touch(): void;
  /** Looks now, and calls `onIdle` where the time has run out; after sleep, for example. */
  check(): void;
  stop(): void;
}

export interface IdleNeeds {
  /** Minutes until it is called; `null`: never. Asked at each look, so that a changed setting counts at once. */
  minutes(): number | null;
  onIdle(): void;
  /** Milliseconds since the epoch. */
  wall?(): number;
  /** Milliseconds since any moment, never set back. */
  monotonic?(): number;
}

/** Milliseconds between two looks: how late it is at most after a sleep that nobody told of. */
const lookEvery = 1000;

export function idleDeadline({ minutes, onIdle, ...clocks }: IdleNeeds): IdleDeadline {
  // Asked for by name each time: a clock that is captured can't be the one that a person sets.
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
