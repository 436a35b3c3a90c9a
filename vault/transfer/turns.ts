import { fail } from '../../common/errors';

/** What a long act lets happen between its parts. */
export interface Turns {
  /** Lets other calls have their turn, tells how far it is. Errors: `cancelled`, once it was asked to stop. */
  next(done: number, total: number): Promise<void>;
  /** Errors: `cancelled`. */
  check(): void;
  cancel(): void;
}

/** Keys that are handled in one go: a few milliseconds. */
export const keysPerTurn = 100;

export function createTurns(onProgress: (progress: { done: number; total: number }) => void): Turns {
  let cancelled = false;
  const check = () => {
    if (cancelled) fail('cancelled', {});
  };
  return {
    async next(done, total) {
      onProgress({ done, total });
      await new Promise<void>((resolve) => setImmediate(resolve));
      check();
    },
    check,
    cancel() {
      cancelled = true;
    },
  };
}
