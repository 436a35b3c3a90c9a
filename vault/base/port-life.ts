import { reportFailure } from './report-failure';

/**
 * What lives as long as a port: a secret that a sheet shows, a file that is being imported, an act that runs. Each kind
 * of thing is one slot, and whatever is in a slot is wiped when its port closes. Nothing else in the vault process
 * keeps a value by its caller.
 */
export interface PortLife<Port extends object> {
  /**
   * Adds a slot for a new kind of thing, at most one of it for each port. `wipe` is called once for each value, when
   * the value is removed.
   */
  slot<T extends object>(wipe: (value: T) => void): PortSlot<Port, T>;
  /** The port is closed: everything it has in a slot is wiped. What is put there later is wiped at once. */
  end(port: Port): void;
}

/** One kind of thing, found by its port. */
export interface PortSlot<Port extends object, T extends object> {
  /** Returns `undefined` if this port has none. */
  get(port: Port): T | undefined;
  /** Takes over the value, and wipes the one that was there before. */
  set(port: Port, value: T): void;
  /** Wipes what is there. */
  clear(port: Port): void;
}

/** Makes the port life of one vault process. A `wipe` that throws is reported, and the other slots are still wiped. */
export function createPortLife<Port extends object>(): PortLife<Port> {
  const ended = new WeakSet<Port>();
  const clears: ((port: Port) => void)[] = [];
  return {
    slot<T extends object>(wipe: (value: T) => void): PortSlot<Port, T> {
      const values = new Map<Port, T>();
      const clear = (port: Port) => {
        const former = values.get(port);
        values.delete(port);
        if (former) wipe(former);
      };
      clears.push(clear);
      return {
        get: (port) => values.get(port),
        set(port, value) {
          if (values.get(port) !== value) clear(port);
          // An act was under way when its sheet closed. Nobody is left to get its result.
          if (ended.has(port)) wipe(value);
          else values.set(port, value);
        },
        clear,
      };
    },
    end(port) {
      ended.add(port);
      for (const clear of clears) {
        try {
          clear(port);
        } catch (error) {
          // The other slots must still be wiped.
          reportFailure('port', error);
        }
      }
    },
  };
}
