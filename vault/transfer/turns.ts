import { fail } from '../../common/errors';
import type { PortLife } from '../base/port-life';

/** What a long act does between its parts. */
export interface Turns {
  /**
   * Lets other calls have their turn, and reports how far the act is. Errors: `cancelled`, if the act was asked to
   * stop.
   */
  next(done: number, total: number): Promise<void>;
  /** Checks that the act may go on. Errors: `cancelled`. */
  check(): void;
  cancel(): void;
  /** It is aborted when the act is asked to stop. */
  signal: AbortSignal;
}

/** The number of keys that are handled in one go, which takes a few milliseconds. */
export const keysPerTurn = 100;

type OnProgress = (progress: { done: number; total: number }) => void;

/** Makes the turns of one long act. `onProgress` is called at each turn. */
export function createTurns(onProgress: OnProgress): Turns {
  const stop = new AbortController();
  const check = () => {
    if (stop.signal.aborted) fail('cancelled', {});
  };
  return {
    async next(done, total) {
      onProgress({ done, total });
      await new Promise<void>((resolve) => setImmediate(resolve));
      check();
    },
    check,
    cancel: () => stop.abort(),
    signal: stop.signal,
  };
}

/** Long acts that run for a port. They are cancelled when the port closes. */
export interface Running<Port extends object> {
  /** Runs an act that the port may cancel. Errors: `cancelled`, those of the act. */
  run<T>(port: Port, act: (turns: Turns) => Promise<T>): Promise<T>;
  /** Cancels what runs for this port. */
  cancel(port: Port): void;
}

/** Makes the long acts of all ports. `onProgress` is called at each turn of each act. */
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
