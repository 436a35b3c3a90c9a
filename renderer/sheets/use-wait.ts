import { useCallback, useEffect, useState } from 'react';

/**
 * Counts down the seconds of a wait. `begin` starts a wait, `first` is one that is there from the start, both in
 * seconds.
 */
export function useWait(first = 0): { left: number; begin(seconds: number): void } {
  const [until, setUntil] = useState(() => (first > 0 ? performance.now() + first * 1000 : 0));
  const [left, setLeft] = useState(first);
  useEffect(() => {
    const count = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    count();
    if (until <= performance.now()) return;
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [until]);
  const begin = useCallback((seconds: number) => setUntil(seconds > 0 ? performance.now() + seconds * 1000 : 0), []);
  return { left, begin };
}
