import type { ClockState } from '../clock';
import { type, vaultOperation } from './operation';
import { nothing } from './schemas';

/** The system's clock as the vault sees it. */
export const clock = {
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<ClockState>()),
  /** The person confirms that the clock is right now: its time becomes the latest time seen. The log records that. */
  accept: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'clock.accept', input: nothing },
    type<ClockState>(),
  ),
} as const;
