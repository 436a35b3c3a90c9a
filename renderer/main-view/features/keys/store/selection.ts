import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { indexOfRow, rowIn } from '../../../../rows-window';
import { type KeysStore, nothingChosen } from './state';

interface SelectionNeeds {
  client: Pick<Client<'main-view'>['keys'], 'get'>;
  report(error: AppError): void;
  /** A single row was chosen. */
  chosen(index: number): void;
}

/** The selected key, its detail, and the cursor of the keyboard. */
export function createSelection({ getState: get, setState: set }: KeysStore, needs: SelectionNeeds) {
  // The cursor was moved to a row that has not been read yet. The row is selected when it has been read.
  let selectWhenRead = false;

  async function loadDetail(): Promise<void> {
    const id = get().selectedId;
    if (id === null) return;
    const reply = await needs.client.get({ id });
    if (get().selectedId !== id) return;
    if (reply.ok) set({ detail: reply.value });
    else {
      set({ selectedId: null, detail: null });
      // The key was deleted meanwhile. The list shows that, so there is nothing to say.
      if (reply.error.code !== 'not-found') needs.report(reply.error);
    }
  }

  function select(id: string): void {
    const { selectedId, pages } = get();
    const cursor = indexOfRow(pages, id);
    selectWhenRead = false;
    needs.chosen(cursor);
    if (id === selectedId) {
      set({ cursor, marked: new Map(), all: null });
      return;
    }
    set({ selectedId: id, cursor, detail: null, marked: new Map(), all: null });
    void loadDetail();
  }

  return {
    select,
    loadDetail,

    /** The selected row, if it is known. */
    row(): KeyRow | undefined {
      const { selectedId, detail, pages } = get();
      if (selectedId === null) return undefined;
      return detail?.id === selectedId ? detail : rowIn(pages, indexOfRow(pages, selectedId));
    },

    /** Moves the cursor and the selection to this row, or to the nearest row that exists. */
    moveTo(index: number): void {
      const { total, pages } = get();
      if (!total) return;
      const cursor = Math.max(0, Math.min(index, total - 1));
      const row = rowIn(pages, cursor);
      if (row) select(row.id);
      else {
        selectWhenRead = true;
        needs.chosen(cursor);
        set({ cursor, ...nothingChosen() });
      }
    },

    /** Rows have been read. The one that the cursor waits for may be among them. */
    arrived(): void {
      if (!selectWhenRead) return;
      const row = rowIn(get().pages, get().cursor);
      if (row) select(row.id);
    },

    /** The cursor doesn't wait for a row any more. */
    stopWaiting(): void {
      selectWhenRead = false;
    },

    clear(): void {
      selectWhenRead = false;
      set(nothingChosen());
    },

    /** Puts the cursor on the selected key if that is among the rows that have been read. */
    follow(otherwise: number): void {
      const { selectedId, pages, total } = get();
      const found = selectedId === null ? -1 : indexOfRow(pages, selectedId);
      set({ cursor: found >= 0 ? found : Math.min(otherwise, (total ?? 0) - 1) });
    },
  };
}
