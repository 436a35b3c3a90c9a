import { useCallback, useState } from 'react';
import { dialogGraceSeconds } from '../../../common/reveal';
import { monotonic, useCountdown } from '../../countdown';

/** The time that the sheet is open, by the monotonic clock. The vault process keeps the same time for itself. */
export function useTime(seconds: number) {
  const [closesAt, setClosesAt] = useState(() => monotonic() + seconds * 1000);
  const secondsLeft = useCountdown(closesAt, monotonic) ?? 0;
  /** Begins the time anew. */
  const restart = useCallback((left: number) => setClosesAt(monotonic() + left * 1000), []);
  /** After a save dialog that was open for longer than the sheet's time. */
  const stayLonger = useCallback(
    () => setClosesAt((before) => Math.max(before, monotonic() + dialogGraceSeconds * 1000)),
    [],
  );
  return { secondsLeft, restart, stayLonger };
}
