import { createStore } from 'zustand/vanilla';
import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow, ProviderCount } from '../../../../../common/keys/access-key';
import { createRowsWindow, indexOfRow, windowSize } from '../../../../rows-window';
import { createGoTo } from './go-to';
import { createMarks } from './marks';
import { createQuestion } from './question';
import { createSelection } from './selection';
import { initialKeys, type KeysState, questionOf } from './state';

const sum = (counts: readonly ProviderCount[]) => counts.reduce((all, { keys }) => all + keys, 0);

export type KeysClient = Pick<Client<'main-view'>['keys'], 'list' | 'counts' | 'get' | 'place'>;

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
      set(change.pages ? { ...change, answered: questionOf(get()) } : change);
    },
    ask(offset, limit) {
      return client.list({ ...questionOf(get()), sort: get().sort, offset, limit });
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

  /** Reads the counts. Returns whether there are more keys than before. */
  async function loadCounts(): Promise<boolean> {
    const before = get().counts;
    const reply = await client.counts({});
    if (!reply.ok) {
      report(reply.error);
      return false;
    }
    set({ counts: reply.value });
    return before !== null && sum(reply.value) > sum(before);
  }

  async function reload(): Promise<void> {
    await Promise.all([rows.reload(), loadCounts()]);
  }

  const { goTo, showAdded } = createGoTo(store, { client, report, question, begin: marks.begin });

  return {
    store,
    goTo,
    show: question.show,
    narrow: question.narrow,
    clearFilters: question.clearFilters,
    toggleMark: marks.toggle,
    extendMarks: marks.extend,
    markThese: marks.these,
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
     * that is new (`id`) is selected, and nothing may hide it.
     */
    async changed(id: string | null): Promise<void> {
      const { selectedId, pages, cursor } = get();
      const counted = loadCounts();
      // A key that isn't among the rows is new only if there is one more. It may be one that a filter hides.
      const added = id !== null && id !== selectedId && indexOfRow(pages, id) < 0 && (await counted) ? id : null;
      const ofCursor = selectedId !== null && cursor >= 0 ? [Math.floor(cursor / windowSize)] : [];
      const followed = rows.reload(ofCursor).then((shown) => {
        if (shown) selection.follow(cursor);
      });
      await Promise.all([followed, counted, selection.loadDetail()]);
      await marks.refresh(id === null);
      if (added !== null) await showAdded(added);
    },
  };
}
