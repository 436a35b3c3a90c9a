import { useEffect, useState } from 'react';

/** Whole seconds until a moment, 0 once it is past. Both in milliseconds since the epoch. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

/**
 * The seconds left until a moment, counting down; `null` while there is no such moment. Follows the clock and not the
 * ticks, so that a machine that slept has no extra time.
 */
export function useCountdown(moment: number | null): number | null {
  const [last, setLast] = useState({ moment, seconds: 0 });
  useEffect(() => {
    if (moment === null) return;
    const tick = () => {
      const seconds = secondsUntil(moment, Date.now());
      // The same object again renders nothing: a tick that changes no second costs nothing.
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
