import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BinnedKey, BinState } from '../../../../common/keys/bin';
import { toast } from '../../../design/toast';
import { translator } from '../../../i18n';
import { errorWords } from '../../../i18n/words';
import { createRowsWindow, indexOfRow, type RowsState, rowIn } from '../../../rows-window';
import { client } from '../../client';

interface BinStore extends RowsState<BinnedKey> {
  /** `null` until the vault was asked. */
  state: BinState | null;
  /** The text that is searched for. */
  text: string;
  /** The row that has the keyboard's cursor, or -1. */
  cursor: number;
  /** The keys that are chosen for an act, by id. */
  chosen: ReadonlyMap<string, BinnedKey>;
}

/** Most keys that are chosen at once. The vault returns no more in one window of the list. */
const mostChosen = 500;

const store = createStore<BinStore>(() => ({
  state: null,
  text: '',
  total: null,
  pages: new Map(),
  problem: null,
  cursor: -1,
  chosen: new Map(),
}));
const { getState: get, setState: set } = store;

const rows = createRowsWindow<BinnedKey>({
  get,
  set,
  ask: (offset, limit) => client.bin.list({ offset, limit, text: get().text }),
});

// The row where a range begins.
let anchor = 0;

/** The recycle bin as a window on the database, and which of its keys are chosen. */
export const bin = {
  store,
  want: rows.want,
  /** Asks how many keys are in the bin, and reads again what is in view if the page was opened before. */
  async load(): Promise<void> {
    const reply = await client.bin.state({});
    if (!reply.ok) {
      set({ problem: reply.error });
      return;
    }
    set({ state: reply.value });
    if (get().total !== null) await bin.reload();
  },
  /** Reads again what is in view. Keys that are gone are no longer chosen. */
  async reload(): Promise<void> {
    if (!(await rows.reload())) return;
    const { chosen, pages, total, cursor } = get();
    const isWhole = [...pages.values()].reduce((sum, page) => sum + page.length, 0) === total;
    const left = new Map([...chosen].filter(([id]) => !isWhole || indexOfRow(pages, id) >= 0));
    set({ chosen: left, cursor: Math.min(cursor, (total ?? 0) - 1) });
  },
  async search(text: string): Promise<void> {
    set({ text, cursor: -1, chosen: new Map() });
    await rows.begin();
  },
  clear: () => set({ chosen: new Map() }),
  /** Chooses this row alone, adds it to those that are chosen, or takes it away. */
  choose(index: number, how: 'alone' | 'toggle' | 'range'): void {
    const { pages, chosen, total } = get();
    const row = rowIn(pages, index);
    if (!row || index < 0 || index >= (total ?? 0)) return;
    if (how === 'range') {
      const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
      const between = Array.from({ length: to - from + 1 }, (_, step) => rowIn(pages, from + step));
      set({ cursor: index, chosen: named(between) });
      return;
    }
    anchor = index;
    const next = how === 'alone' ? new Map<string, BinnedKey>() : new Map(chosen);
    if (!next.delete(row.id)) next.set(row.id, row);
    set({ cursor: index, chosen: next });
  },
  /** Moves the cursor, and chooses nothing. */
  moveTo(index: number): void {
    const { total } = get();
    if (total) set({ cursor: Math.max(0, Math.min(index, total - 1)) });
  },
  /** Chooses every row, as many as can be. */
  async chooseAll(): Promise<void> {
    const { total } = get();
    if (!total) return;
    const reply = await rows.read(0, Math.min(total, mostChosen));
    if (!reply) return;
    if (!reply.ok) toast('danger', errorWords(translator(), reply.error));
    else {
      if (total > mostChosen) toast('info', translator()('accounts:selection.most', { number: mostChosen }));
      set({ chosen: named(reply.value.rows) });
    }
  },
};

const named = (some: readonly (BinnedKey | undefined)[]) =>
  new Map(some.slice(0, mostChosen).flatMap((row) => (row ? [[row.id, row] as const] : [])));

/** Returns a part of the bin's state. The component renders again when that part changes. */
export function useBin<Part>(part: (state: BinStore) => Part): Part {
  return useStore(store, part);
}
