import type { KeyRow } from '../../../../../common/keys/access-key';

/** Most keys that are marked at once; the vault takes no more in one call, and one page of the list has no more. */
export const mostMarked = 500;

/** The rows that are marked, by id, for an act on many. One marked row is no mark: it is the selection. */
export type Marked = ReadonlyMap<string, KeyRow>;

export interface MarkingNeeds {
  marked(): Marked;
  /** The selected row, if it is known. */
  selected(): KeyRow | undefined;
  rowAt(index: number): KeyRow | undefined;
  /** Rows of the present list, at most {@link mostMarked}; `null` if they can't be read or another list is asked for. */
  read(offset: number, limit: number): Promise<{ rows: readonly KeyRow[] } | null>;
  /** Marks these, the keyboard standing on that row; fewer than two are none, and the one is selected. */
  mark(rows: Marked, cursor: number): void;
  /** More were wanted than can be marked. */
  tooMany(): void;
}

/** Marking rows as lists do: one by one, or from the row where one began. */
export function createMarking(needs: MarkingNeeds) {
  // Where a range begins: the row that was chosen last without extending.
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

  async function range(from: number, to: number, cursor: number): Promise<void> {
    const offset = Math.min(from, to);
    const wanted = Math.abs(to - from) + 1;
    const limit = Math.min(wanted, mostMarked);
    const known = Array.from({ length: limit }, (_, step) => needs.rowAt(offset + step));
    const rows = known.includes(undefined) ? (await needs.read(offset, limit))?.rows : known;
    if (!rows) return;
    if (wanted > limit) needs.tooMany();
    needs.mark(new Map(rows.flatMap((row) => (row ? [[row.id, row]] : []))), cursor);
  }

  return {
    /** A row was chosen by itself: ranges begin here. */
    begin(index: number): void {
      anchor = Math.max(0, index);
    },
    toggle,
    /** Marks every row from where the range began to this one. */
    extend: (to: number): Promise<void> => range(anchor, to, to),
    /** Marks every row there is. */
    all: (total: number, cursor: number): Promise<void> => range(0, total - 1, cursor),
  };
}
