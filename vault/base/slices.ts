/**
 * Long work on this thread is done in slices, so that other calls have their turn between them. A slice ends when it has
 * taken {@link sliceTime}: how much is done in that time depends on the machine.
 */

/** Milliseconds. Other calls wait for no more than this and what a single step takes. */
const sliceTime = 25;

/** The slices of one work. */
export interface Slices {
  /** If the present slice has taken its time, lets other calls have their turn, and begins the next one. */
  rest(): Promise<void>;
}

/** `most`: milliseconds of a slice; 0: each step is one. */
export function createSlices(most = sliceTime): Slices {
  let began = performance.now();
  return {
    async rest() {
      if (performance.now() - began < most) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
      began = performance.now();
    },
  };
}
