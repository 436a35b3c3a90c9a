import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../common/contract/derived';
import type { ImportFilter, ImportRow } from '../../../common/transfer/import';
import { createRowsWindow, type RowsState, type RowsWindow } from '../../rows-window';

interface ImportRowsState extends RowsState<ImportRow> {
  /** Only rows under this filter are listed; `null`: all. */
  state: ImportFilter | null;
}

export interface ImportRows extends Pick<RowsWindow<ImportRow>, 'want' | 'reload'> {
  store: StoreApi<ImportRowsState>;
  show(state: ImportFilter | null): Promise<void>;
}

/** Makes the list of the opened file's rows, as a window on the rows in the vault process. */
export function createImportRows(keyImport: Pick<Client<'import'>['keyImport'], 'rows'>): ImportRows {
  const store = createStore<ImportRowsState>(() => ({ state: null, total: null, pages: new Map(), problem: null }));
  const { want, reload, begin } = createRowsWindow<ImportRow>({
    get: store.getState,
    set: store.setState,
    ask: (offset, limit) => keyImport.rows({ offset, limit, state: store.getState().state }),
  });
  return {
    store,
    want,
    reload,
    async show(state) {
      store.setState({ state });
      await begin();
    },
  };
}
