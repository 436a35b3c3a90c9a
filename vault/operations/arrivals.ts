import type { Emit } from '../base/caller';

/** Remembers which keys the last import added, so that they can be proposed as new keys of rotations. */
export interface Arrivals {
  /** Called when an import added these keys. */
  arrived(ids: readonly string[]): void;
  last(): readonly string[];
}

/** The main view is told of every import that added keys. */
export function createArrivals(emit: Emit): Arrivals {
  let last: readonly string[] = [];
  return {
    arrived(ids) {
      if (ids.length === 0) return;
      last = ids;
      emit('keysImported', null);
    },
    last: () => last,
  };
}
