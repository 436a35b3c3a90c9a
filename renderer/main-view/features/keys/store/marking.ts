import { mostPlanned } from '../../../../../common/intents';
import type { KeyRow } from '../../../../../common/keys/access-key';

/** Most keys that can be marked at once. The vault takes no more in one plan. */
export const mostMarked = mostPlanned;

/** Most rows that the vault returns in one window of the list. */
const mostRead = 500;

/** The rows that are marked for an act on many, by id. A single row is never marked: it is selected. */
export type Marked = ReadonlyMap<string, KeyRow>;

export interface MarkingNeeds {
  marked(): Marked;
  /** The selected row, if it is known. */
  selected(): KeyRow | undefined;
  rowAt(index: number): KeyRow | undefined;
  /** Rows of the present list, at most 500; `null` if they can't be read or another list is asked for. */
  read(offset: number, limit: number): Promise<{ rows: readonly KeyRow[] } | null>;
  /**
   * Marks these rows and puts the keyboard's cursor on that row. If there are fewer than two, none is marked and the
   * one is selected.
   */
  mark(rows: Marked, cursor: number): void;
  /** Reports that more rows were to be marked than can be. */
  tooMany(): void;
}

/** Marks rows as lists do: one by one, or from the row where a range begins. */
export function createMarking(needs: MarkingNeeds) {
  // The row where a range begins: the last one that was chosen without extending.
  let anchor = 0;

  function toggle(index: number): void {
    const row = needs.rowAt(index);
    if (!row) return;
    const rows = new Map(needs.marked());
    const selected = needs.selected();
    if (rows.size === 0 && selected) rows.set(selected.id, selected);
    if (!rows.delete(row.id)) rows.set(row.id, row);
    if (rows.size > mostMarked) {
      needs.tooMany();
      return;
    }
    anchor = index;
    needs.mark(rows, index);
  }

  /** Returns the rows from one place on; `null` if they can't be read. */
  async function rowsFrom(offset: number, limit: number): Promise<readonly (KeyRow | undefined)[] | null> {
    const known = Array.from({ length: limit }, (_, step) => needs.rowAt(offset + step));
    if (!known.includes(undefined)) return known;
    const rows: KeyRow[] = [];
    for (let from = 0; from < limit; from += mostRead) {
      const read = await needs.read(offset + from, Math.min(mostRead, limit - from));
      if (!read) return null;
      rows.push(...read.rows);
    }
    return rows;
  }

  async function range(from: number, to: number, cursor: number): Promise<void> {
    const offset = Math.min(from, to);
    const wanted = Math.abs(to - from) + 1;
    const limit = Math.min(wanted, mostMarked);
    const rows = await rowsFrom(offset, limit);
    if (!rows) return;
    if (wanted > limit) needs.tooMany();
    needs.mark(new Map(rows.flatMap((row) => (row ? [[row.id, row]] : []))), cursor);
  }

  return {
    /** A single row was chosen, so ranges begin here. */
    begin(index: number): void {
      anchor = Math.max(0, index);
    },
    toggle,
    /** Marks every row from the one where the range begins to this one. */
    extend: (to: number): Promise<void> => range(anchor, to, to),
  };
}
