import type { KeyScope } from '../../../../../common/accounts/account';
import type { SortColumn } from '../../../../../common/keys/access-key';
import type { KeyFilter } from '../../../../../common/keys/filter';
import type { StoredProviderId } from '../../../../../common/providers';
import { type KeysState, type KeysStore, nothingChosen, type Question } from './state';

/** The parts of a question, and the selection, which some questions clear. */
type Change = Partial<Pick<KeysState, keyof Question | 'sort' | 'selectedId' | 'detail' | 'marked' | 'all'>>;

/**
 * Decides which keys are listed, and in which order. `ask` asks the vault again. The selection stays when the list is
 * sorted or searched; it is cleared when another part of the vault is shown.
 */
export function createQuestion({ getState: get, setState: set }: KeysStore, ask: () => Promise<void>) {
  function change(wanted: Change): Promise<void> {
    // “All that match” is about the question that was asked.
    set(wanted.sort ? wanted : { all: null, ...wanted });
    return ask();
  }

  return {
    change,

    /** Shows what a whole question asks for, in the present order or in another one. */
    show(question: Question, sort = get().sort): Promise<void> {
      return change({ ...question, sort, ...nothingChosen() });
    },

    /** Shows the keys of one provider, or all keys (`null`). */
    showProvider(provider: StoredProviderId | null): Promise<void> {
      return change({ provider, scope: null, ...nothingChosen() });
    },

    /** Shows a part of one provider's keys: those of an account, those of an identity, or the unassigned ones. */
    showScope(provider: StoredProviderId, scope: KeyScope): Promise<void> {
      return change({ provider, scope, ...nothingChosen() });
    },

    /** Changes these members of the filter. One that is `undefined` is taken away. */
    narrow(wanted: KeyFilter): Promise<void> {
      const members = Object.entries({ ...get().filter, ...wanted }).filter(([, value]) => value !== undefined);
      return change({ filter: Object.fromEntries(members) });
    },

    /** Takes every filter away, and the part of the provider too. The provider and the search stay. */
    clearFilters(): Promise<void> {
      return change({ filter: {}, scope: null });
    },

    search(text: string): Promise<void> {
      return text === get().text ? Promise.resolve() : change({ text });
    },

    /** Sorts by this column. The same column again reverses the direction. */
    sortBy(column: SortColumn): Promise<void> {
      const { sort } = get();
      const direction = sort.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending';
      return change({ sort: { column, direction } });
    },
  };
}
