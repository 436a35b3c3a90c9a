import { createStore } from 'zustand/vanilla';
import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { createRowsWindow, indexOfRow, windowSize } from '../../../../rows-window';
import { createMarks } from './marks';
import { createQuestion } from './question';
import { createSelection } from './selection';
import { initialKeys, type KeysState, nothingChosen } from './state';

export type KeysClient = Pick<Client<'main-view'>['keys'], 'list' | 'counts' | 'get'>;

/**
 * The list of keys as a window on the database, and which keys are selected and marked in it. After a change in the
 * vault it reads again what is in view.
 */
export function createKeys(
  client: KeysClient,
  report: (error: AppError) => void,
  tooMany: () => void = () => undefined,
) {
  const store = createStore<KeysState>(() => initialKeys);
  const { getState: get, setState: set } = store;

  const rows = createRowsWindow<KeyRow>({
    get,
    // Rows are accepted only if they answer the present question.
    set(change) {
      const { provider, scope, text } = get();
      set(change.pages ? { ...change, answered: { provider, scope, text } } : change);
    },
    ask(offset, limit) {
      const { provider, scope, text, sort } = get();
      return client.list({ provider, scope, text, sort, offset, limit });
    },
    arrived: () => selection.arrived(),
  });
  const selection = createSelection(store, { client, report, chosen: (index) => marks.begin(index) });
  const marks = createMarks(store, {
    rows,
    selected: selection.row,
    select: selection.select,
    get: client.get,
    report,
    tooMany,
  });

  const question = createQuestion(store, async () => {
    selection.stopWaiting();
    if (!(await rows.begin())) return;
    selection.follow(-1);
    // The row where a range began may be in another place now.
    marks.begin(get().cursor);
  });

  async function loadCounts(): Promise<void> {
    const reply = await client.counts({});
    if (reply.ok) set({ counts: reply.value });
    else report(reply.error);
  }

  async function reload(): Promise<void> {
    await Promise.all([rows.reload(), loadCounts()]);
  }

  /** Shows a new key that is selected: clears the provider or scope that hides it. */
  async function bringIntoView(id: string): Promise<void> {
    const { detail, provider, scope, pages } = get();
    if (detail && provider !== null && detail.provider !== provider)
      await question.change({ provider: null, scope: null });
    else if (scope !== null && indexOfRow(pages, id) < 0) await question.change({ scope: null });
  }

  return {
    store,
    toggleMark: marks.toggle,
    extendMarks: marks.extend,
    markAll: marks.all,
    clearMarks: marks.clear,
    want: rows.want,
    showProvider: question.showProvider,
    showScope: question.showScope,
    search: question.search,
    sortBy: question.sortBy,
    select: selection.select,
    moveTo: selection.moveTo,
    clearSelection: selection.clear,

    /** Call this when the vault is open. It reads the first rows and the counts at the same time. */
    start: reload,

    /** Tries again what failed. */
    retry: reload,

    /**
     * Call this when something changed in the vault. It reads again what is in view, the counts and the detail. A key
     * that is new here (`id`) is selected, and nothing may hide it.
     */
    async changed(id: string | null): Promise<void> {
      const { selectedId, pages, cursor } = get();
      const added = id !== null && id !== selectedId && indexOfRow(pages, id) < 0 ? id : null;
      if (added !== null) set({ ...nothingChosen(), text: '', selectedId: added });
      const ofCursor = selectedId !== null && cursor >= 0 ? [Math.floor(cursor / windowSize)] : [];
      const listed = added === null ? rows.reload(ofCursor) : rows.begin();
      const followed = listed.then((shown) => {
        if (shown) selection.follow(cursor);
      });
      await Promise.all([followed, loadCounts(), selection.loadDetail()]);
      if (added !== null) await bringIntoView(added);
      await marks.refresh(id === null);
    },
  };
}
