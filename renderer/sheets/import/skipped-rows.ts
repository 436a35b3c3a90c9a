import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../common/contract/derived';
import type { SkippedEntry } from '../../../common/transfer/import';
import { createRowsWindow, type RowsState, type RowsWindow } from '../../rows-window';

interface SkippedState extends RowsState<SkippedEntry> {
  /** Only entries whose place holds this are listed. */
  text: string;
}

export interface SkippedRows extends Pick<RowsWindow<SkippedEntry>, 'want'> {
  store: StoreApi<SkippedState>;
  find(text: string): Promise<void>;
  /** Returns all entries, {@link mostCopied} at most; `null` if they can't be read. */
  all(): Promise<SkippedEntry[] | null>;
}

/** More lines than this are not copied. */
const mostCopied = 10_000;
const atOnce = 500;

/** Makes the list of the opened file's entries that give no key, as a window on them in the vault process. */
export function createSkippedRows(keyImport: Pick<Client<'import'>['keyImport'], 'skipped'>): SkippedRows {
  const store = createStore<SkippedState>(() => ({ text: '', total: null, pages: new Map(), problem: null }));
  const { want, begin } = createRowsWindow<SkippedEntry>({
    get: store.getState,
    set: store.setState,
    ask: (offset, limit) => keyImport.skipped({ offset, limit, text: store.getState().text }),
  });
  return {
    store,
    want,
    async find(text) {
      store.setState({ text });
      await begin();
    },
    async all() {
      const entries: SkippedEntry[] = [];
      for (let total = 1; entries.length < Math.min(total, mostCopied); ) {
        const reply = await keyImport.skipped({ offset: entries.length, limit: atOnce, text: '' });
        if (!reply.ok || reply.value.rows.length === 0) return reply.ok ? entries : null;
        entries.push(...reply.value.rows);
        total = reply.value.total;
      }
      return entries;
    },
  };
}
