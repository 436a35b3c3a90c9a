/**
 * Long work on this thread is done in slices, so that other calls have their turn between them. A slice ends when it has
 * taken {@link sliceTime}: how much is done in that time depends on the machine.
 */

/** Milliseconds. Other calls wait for no more than this and what a single step takes. */
const sliceTime = 25;

/** The slices of one work. */
export interface Slices {
  /** Whether the present slice has taken its time. */
  readonly over: boolean;
  /** Lets other calls have their turn, and begins the next slice. */
  next(): Promise<void>;
  /** Does so if the present slice is over. */
  rest(): Promise<void>;
}

export function createSlices(): Slices {
  let began = performance.now();
  const isOver = () => performance.now() - began >= sliceTime;
  const next = async () => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    began = performance.now();
  };
  return {
    get over() {
      return isOver();
    },
    next,
    rest: async () => {
      if (isOver()) await next();
    },
  };
}
