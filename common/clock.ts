/** How far the system's clock may stand behind the latest time seen before that is said, in milliseconds. */
export const clockTolerance = 5 * 60_000;
/** A step of the clock beyond this, forward or back, is said, in milliseconds. */
export const clockJump = 24 * 3_600_000;

/** What looks wrong with the system's clock. `by` in milliseconds. */
export type ClockProblem =
  /** It stands behind a time that this vault has seen already. */
  | { kind: 'behind'; by: number }
  /** It made a step while the vault was open; negative: back. */
  | { kind: 'jumped'; by: number };

export interface ClockState {
  /** The time that decides what has expired: the later of the system's clock and the latest seen, in milliseconds since the epoch. */
  now: number;
  /** The system's clock at the same moment. */
  system: number;
  problem: ClockProblem | null;
}
