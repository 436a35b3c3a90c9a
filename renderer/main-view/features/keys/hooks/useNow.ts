import { useEffect, useState } from 'react';
import { timeNow, useClock } from '../../notices/clock';

/**
 * Returns the present time in milliseconds since the epoch. It is updated once a minute, so that ages and expired keys
 * stay true while the window is open.
 */
export function useNow(): number {
  const [now, setNow] = useState(timeNow);
  const clock = useClock(({ state }) => state);
  const looks = useClock((store) => store.looks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the vault says of the clock changes the time.
  useEffect(() => {
    setNow(timeNow());
    const timer = setInterval(() => setNow(timeNow()), 60_000);
    return () => clearInterval(timer);
  }, [clock, looks]);
  return now;
}
