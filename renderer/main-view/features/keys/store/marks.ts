import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { indexOfRow, type RowsWindow, rowIn } from '../../../../rows-window';
import { createMarking, type MarkingNeeds } from './marking';
import { type KeysStore, nothingChosen } from './state';

interface MarksNeeds extends Pick<MarkingNeeds, 'selected' | 'tooMany'> {
  rows: Pick<RowsWindow<KeyRow>, 'read'>;
  select(id: string): void;
  report(error: AppError): void;
}

/** The marks of the list: {@link createMarking} over its store. */
export function createMarks({ getState: get, setState: set }: KeysStore, needs: MarksNeeds) {
  const marking = createMarking({
    marked: () => get().marked,
    selected: needs.selected,
    rowAt: (index) => rowIn(get().pages, index),
    async read(offset, limit) {
      const reply = await needs.rows.read(offset, limit);
      if (!reply) return null;
      if (!reply.ok) needs.report(reply.error);
      return reply.ok ? reply.value : null;
    },
    mark(rows, cursor) {
      const [only] = rows.values();
      if (rows.size > 1) set({ marked: rows, cursor, selectedId: null, detail: null });
      else if (only) needs.select(only.id);
      else set({ ...nothingChosen(), cursor });
    },
    tooMany: needs.tooMany,
  });

  return {
    begin: marking.begin,
    toggle: marking.toggle,

    /** Marks the rows from the last one chosen to this one, or to the nearest row that exists. */
    async extend(index: number): Promise<void> {
      const { total } = get();
      if (total) await marking.extend(Math.max(0, Math.min(index, total - 1)));
    },

    /** Marks every row of the list, up to {@link mostMarked}. */
    async all(): Promise<void> {
      const { total, cursor } = get();
      if (total) await marking.all(total, cursor);
    },

    clear(): void {
      set({ marked: new Map() });
    },

    /** Updates the marked rows from the rows that have been read; the others stay as they were. */
    refresh(): void {
      const { marked, pages } = get();
      if (marked.size === 0) return;
      const fresh = [...marked].map(([id, row]): [string, KeyRow] => [id, rowIn(pages, indexOfRow(pages, id)) ?? row]);
      set({ marked: new Map(fresh) });
    },
  };
}
