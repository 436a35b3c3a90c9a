import { useEffect, useState } from 'react';

/** Returns the whole seconds until a moment, 0 if it is past. Both are in milliseconds since the epoch. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

/**
 * Returns the seconds left until a moment, counting down; `null` while there is no such moment. It follows the clock
 * and not the ticks, so that a machine that slept has no extra time.
 */
export function useCountdown(moment: number | null): number | null {
  const [last, setLast] = useState({ moment, seconds: 0 });
  useEffect(() => {
    if (moment === null) return;
    const tick = () => {
      const seconds = secondsUntil(moment, Date.now());
      // The same object again causes no rendering, so a tick within the same second costs nothing.
      setLast((before) => (before.moment === moment && before.seconds === seconds ? before : { moment, seconds }));
      if (seconds === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 250);
    tick();
    return () => clearInterval(timer);
  }, [moment]);
  if (moment === null) return null;
  // The first render for a new moment comes before its first tick.
  return last.moment === moment && last.seconds > 0 ? last.seconds : secondsUntil(moment, Date.now());
}
