import { fail } from '../../common/errors';
import type { PortLife } from '../base/port-life';

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

type OnProgress = (progress: { done: number; total: number }) => void;

export function createTurns(onProgress: OnProgress): Turns {
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

/** Long acts that run for a port; they are cancelled when it closes. */
export interface Running<Port extends object> {
  /** Runs an act that the port may cancel. Errors: `cancelled`, those of the act. */
  run<T>(port: Port, act: (turns: Turns) => Promise<T>): Promise<T>;
  /** Cancels whatever runs for this port. */
  cancel(port: Port): void;
}

export function createRunning<Port extends object>(life: PortLife<Port>, onProgress: OnProgress): Running<Port> {
  const slot = life.slot<Set<Turns>>((all) => {
    for (const turns of all) turns.cancel();
  });
  return {
    async run(port, act) {
      const turns = createTurns(onProgress);
      const all = slot.get(port) ?? new Set<Turns>();
      all.add(turns);
      slot.set(port, all);
      try {
        return await act(turns);
      } finally {
        all.delete(turns);
      }
    },
    cancel: slot.clear,
  };
}
