import { fail } from '../../common/errors';
import type { PortLife } from '../base/port-life';

/** What a long act does between its parts. */
export interface Turns {
  /**
   * Lets other calls have their turn, and reports how far the act is. Errors: `cancelled`, if the act was asked to
   * stop.
   */
  next(done: number, total: number): Promise<void>;
  /** Only reports how far the act is. */
  report(done: number, total: number): void;
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
    report: (done, total) => onProgress({ done, total }),
    check,
    cancel: () => stop.abort(),
    signal: stop.signal,
  };
}

/** Long acts that run for a port. They are cancelled when the port closes. */
export interface Running<Port extends object> {
  /** Runs an act that the port may cancel. Errors: `cancelled`, those of the act. */
  run<T>(port: Port, act: (turns: Turns) => Promise<T>): Promise<T>;
  /**
   * An act of this port waits for its turn. The function that is returned must be called when the turn has come. Its
   * errors: `cancelled`, if the port has stopped its acts since.
   */
  arrive(port: Port): () => void;
  /** Cancels what runs for this port, and what waits for its turn. */
  cancel(port: Port): void;
}

/** Makes the long acts of all ports. `onProgress` is called at each turn of each act. */
export function createRunning<Port extends object>(life: PortLife<Port>, onProgress: OnProgress): Running<Port> {
  const slot = life.slot<Set<Turns>>((all) => {
    for (const turns of all) turns.cancel();
  });
  /** Adds what can be cancelled. Returns a function that takes it out again. */
  const add = (port: Port, turns: Turns): (() => void) => {
    const all = slot.get(port) ?? new Set<Turns>();
    all.add(turns);
    slot.set(port, all);
    return () => all.delete(turns);
  };
  return {
    async run(port, act) {
      const turns = createTurns(onProgress);
      const remove = add(port, turns);
      try {
        return await act(turns);
      } finally {
        remove();
      }
    },
    arrive(port) {
      const turns = createTurns(onProgress);
      const remove = add(port, turns);
      return () => {
        remove();
        turns.check();
      };
    },
    cancel: slot.clear,
  };
}
