/** Milliseconds by which the system's clock may be behind the latest time seen before Keyfold reports it. */
export const clockTolerance = 5 * 60_000;
/** Keyfold reports a step of the clock that is larger than this, forward or back. In milliseconds. */
export const clockJump = 24 * 3_600_000;

/** What looks wrong with the system's clock. `by` is in milliseconds. */
export type ClockProblem =
  /** It is behind a time that this vault has already seen. */
  | { kind: 'behind'; by: number }
  /** It made a step while the vault was open. A negative `by` is a step back. */
  | { kind: 'jumped'; by: number };

export interface ClockState {
  /**
   * The time that decides what has expired, in milliseconds since the epoch: the system's clock or the latest time
   * seen, whichever is later.
   */
  now: number;
  /** The system's clock at the same moment. */
  system: number;
  problem: ClockProblem | null;
}
