import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { indexOfRow, type RowsWindow, rowIn } from '../../../../rows-window';
import { createMarking, type Marked, type MarkingNeeds, mostMarked } from './marking';
import { type KeysState, type KeysStore, nothingChosen } from './state';

interface MarksNeeds extends Pick<MarkingNeeds, 'selected' | 'tooMany'> {
  rows: Pick<RowsWindow<KeyRow>, 'read'>;
  get: Client<'main-view'>['keys']['get'];
  select(id: string): void;
  report(error: AppError): void;
}

/**
 * Returns how many marked keys the present search or filter leaves out of the list; `null` if there may be some, but not all rows
 * of the list have been read.
 */
export function hiddenMarks({ marked, pages, total, answered }: KeysState): number | null {
  const narrowed = answered && (answered.text !== '' || Object.keys(answered.filter).length > 0);
  if (marked.size === 0 || !narrowed) return 0;
  const unseen = [...marked.keys()].filter((id) => indexOfRow(pages, id) < 0).length;
  const read = [...pages.values()].reduce((sum, rows) => sum + rows.length, 0);
  return unseen === 0 || read === total ? unseen : null;
}

/** The marks of the list: {@link createMarking} over its store. */
export function createMarks({ getState: get, setState: set }: KeysStore, needs: MarksNeeds) {
  function mark(rows: Marked, cursor: number): void {
    const [only] = rows.values();
    if (rows.size > 1) set({ ...nothingChosen(), marked: rows, cursor });
    else if (only) needs.select(only.id);
    else set({ ...nothingChosen(), cursor });
  }

  /** Returns the ids of these rows whose keys don't exist any more. */
  async function goneOf(ids: readonly string[]): Promise<Set<string>> {
    const replies = await Promise.all(ids.map((id) => needs.get({ id })));
    return new Set(
      ids.filter((_, at) => {
        const reply = replies[at];
        return reply !== undefined && !reply.ok && reply.error.code === 'not-found';
      }),
    );
  }

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
    mark,
    tooMany: needs.tooMany,
  });

  return {
    begin: marking.begin,

    toggle(index: number): void {
      const { all, total, pages } = get();
      const row = rowIn(pages, index);
      if (!all) marking.toggle(index);
      else if (row) {
        const except = new Set(all.except);
        if (!except.delete(row.id)) except.add(row.id);
        marking.begin(index);
        if (except.size > mostMarked) needs.tooMany();
        else set({ cursor: index, all: except.size < (total ?? 0) ? { except } : null });
      }
    },

    /** Marks the rows from the last one chosen to this one, or to the nearest row that exists. */
    async extend(index: number): Promise<void> {
      const { total } = get();
      if (total) await marking.extend(Math.max(0, Math.min(index, total - 1)));
    },

    /** Marks these keys, wherever they are in the list. The cursor stays where it is. */
    these(rows: readonly KeyRow[]): void {
      mark(new Map(rows.slice(0, mostMarked).map((row) => [row.id, row])), get().cursor);
    },

    /** Chooses everything that the list is narrowed to, as a question to the vault. */
    all(): void {
      const { total, cursor } = get();
      if (total) set({ ...nothingChosen(), all: { except: new Set() }, cursor: Math.max(0, cursor) });
    },

    clear(): void {
      set({ marked: new Map(), all: null });
    },

    /**
     * Updates the marked rows from the rows that have been read. `deleted`: keys may have been deleted, so marks of keys
     * that are gone are dropped; else the other rows stay as they were.
     */
    async refresh(deleted: boolean): Promise<void> {
      const { pages, marked: before, all } = get();
      if (all && deleted && all.except.size > 0) {
        const gone = await goneOf([...all.except]);
        // Another choice may have been made meanwhile.
        if (get().all === all) set({ all: { except: new Set([...all.except].filter((id) => !gone.has(id))) } });
      }
      const unseen = [...before.keys()].filter((id) => indexOfRow(pages, id) < 0);
      const gone = deleted ? await goneOf(unseen) : new Set<string>();
      const { marked, cursor } = get();
      if (marked.size === 0) return;
      const fresh = [...marked]
        .filter(([id]) => !gone.has(id))
        .map(([id, row]): [string, KeyRow] => [id, rowIn(get().pages, indexOfRow(get().pages, id)) ?? row]);
      mark(new Map(fresh), cursor);
    },
  };
}
