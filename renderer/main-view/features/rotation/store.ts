import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Client } from '../../../../common/contract/derived';
import type { DueKind, DueRow, RotationSummary } from '../../../../common/rotation';
import { createRowsWindow, type RowsState } from '../../../rows-window';
import { client } from '../../client';

interface DueState extends RowsState<DueRow> {
  summary: RotationSummary | null;
  kind: DueKind;
  /** The number of due keys at which the person hid the notice. It stays hidden until there are more. */
  hiddenAt: number;
}

type DueClient = Pick<Client<'main-view'>['rotation'], 'summary' | 'list'>;

/** The keys that are due: counts for the sidebar, and a window on each list. */
function createDue(rotation: DueClient) {
  const store = createStore<DueState>(() => ({
    summary: null,
    kind: 'due',
    total: null,
    pages: new Map(),
    problem: null,
    hiddenAt: 0,
  }));
  const { getState: get, setState: set } = store;
  const { want, reload, begin } = createRowsWindow<DueRow>({
    get,
    set,
    ask: (offset, limit) => rotation.list({ kind: get().kind, offset, limit }),
  });

  return {
    store,
    /** Reads the counts again, for the sidebar and the notices. */
    async count(): Promise<void> {
      const reply = await rotation.summary({});
      if (reply.ok) set({ summary: reply.value });
    },
    want,
    reload,
    async show(kind: DueKind): Promise<void> {
      set({ kind, total: null, pages: new Map() });
      await begin();
    },
    hide(): void {
      set({ hiddenAt: get().summary?.due ?? 0 });
    },
  };
}

/** The keys that are due in this vault. */
export const due = createDue(client.rotation);

/** Returns a part of that state. The component renders again when that part changes. */
export function useDue<Part>(part: (state: DueState) => Part): Part {
  return useStore(due.store, part);
}
