import { useEffect, useState } from 'react';

/** Returns the whole seconds until a moment, 0 if it is past. Both are in milliseconds by the same clock. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

/** The page's monotonic clock, in milliseconds: nobody can set it. */
export const monotonic = () => performance.now();

const wallClock = () => Date.now();

/**
 * Returns the seconds left until a moment, counting down; `null` while there is no such moment. The moment is by the
 * clock `now`, which must be the same function at every rendering: by the system's if it is left out. The countdown
 * follows the clock and not the ticks, so that a page that was held up has no extra time.
 */
export function useCountdown(moment: number | null, now: () => number = wallClock): number | null {
  const [last, setLast] = useState({ moment, seconds: 0 });
  useEffect(() => {
    if (moment === null) return;
    const tick = () => {
      const seconds = secondsUntil(moment, now());
      // The same object again causes no rendering, so a tick within the same second costs nothing.
      setLast((before) => (before.moment === moment && before.seconds === seconds ? before : { moment, seconds }));
      if (seconds === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 250);
    tick();
    return () => clearInterval(timer);
  }, [moment, now]);
  if (moment === null) return null;
  // The first render for a new moment comes before its first tick.
  return last.moment === moment && last.seconds > 0 ? last.seconds : secondsUntil(moment, now());
}
