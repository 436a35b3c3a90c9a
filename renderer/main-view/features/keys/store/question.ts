import type { KeyScope } from '../../../../../common/accounts/account';
import type { SortColumn } from '../../../../../common/keys/access-key';
import type { ProfileId } from '../../../../../common/providers';
import type { KeysState, KeysStore } from './state';

/** The parts of a question, and the selection, which some questions clear. */
type Change = Partial<Pick<KeysState, 'profile' | 'scope' | 'text' | 'sort' | 'selectedId' | 'detail'>>;

/** Which keys are listed, and in which order. `ask` asks the vault anew. */
export function createQuestion({ getState: get, setState: set }: KeysStore, ask: () => Promise<void>) {
  function change(wanted: Change): Promise<void> {
    set({ ...wanted, marked: new Map() });
    return ask();
  }

  return {
    change,

    /** Shows one profile's keys, or all. */
    showProfile(profile: ProfileId | null): Promise<void> {
      return change({ profile, scope: null, selectedId: null, detail: null });
    },

    /** Shows a part of one profile's keys: an account's, an identity's, or those that are nobody's. */
    showScope(profile: ProfileId, scope: KeyScope): Promise<void> {
      return change({ profile, scope, selectedId: null, detail: null });
    },

    search(text: string): Promise<void> {
      return text === get().text ? Promise.resolve() : change({ text });
    },

    /** Sorts by this column; the same column again turns the direction round. */
    sortBy(column: SortColumn): Promise<void> {
      const { sort } = get();
      const direction = sort.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending';
      return change({ sort: { column, direction } });
    },
  };
}
