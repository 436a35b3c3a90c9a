import type { KeyRow } from '../../common/keys/access-key';
import type { Emit } from '../base/caller';
import { rowsOf } from '../keys/list';
import type { Reader } from '../store/database/database';

/** Remembers which keys the last import added, to propose them as new keys of rotations and to show them in the list. */
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

/** Returns a window of the keys that an import added, without those that are gone again. `total` counts these too. */
export function importedRows(
  database: Reader,
  ids: readonly string[],
  offset: number,
  limit: number,
): { total: number; rows: KeyRow[] } {
  return { total: ids.length, rows: rowsOf(database, ids.slice(offset, offset + limit)) };
}
