import type { StoreApi } from 'zustand/vanilla';
import type { KeyScope } from '../../../../../common/accounts/account';
import type { KeyDetail, KeyQuery, KeyRow, ProfileCount } from '../../../../../common/keys/access-key';
import type { ProfileId } from '../../../../../common/providers';
import type { RowsState } from '../../../../rows-window';
import type { Marked } from './marking';

export interface KeysState extends RowsState<KeyRow> {
  profile: ProfileId | null;
  /** The part of the profile that is shown; `null`: all of it. */
  scope: KeyScope | null;
  /** What is being searched for. */
  text: string;
  sort: KeyQuery['sort'];
  /** The question that the rows shown are the answer to; it lags behind while an answer is under way. */
  answered: { profile: ProfileId | null; scope: KeyScope | null; text: string } | null;
  counts: readonly ProfileCount[] | null;
  /** The row that has the keyboard's cursor, or -1. */
  cursor: number;
  selectedId: string | null;
  detail: KeyDetail | null;
  /** Rows that are marked for an act on many: none, or at least two. */
  marked: Marked;
}

export type KeysStore = StoreApi<KeysState>;

// Newest first, so that a key that was just added is on top.
export const initialKeys: KeysState = {
  profile: null,
  scope: null,
  text: '',
  sort: { column: 'age', direction: 'ascending' },
  total: null,
  pages: new Map(),
  answered: null,
  counts: null,
  cursor: -1,
  selectedId: null,
  detail: null,
  marked: new Map(),
  problem: null,
};

/** No row is selected and none is marked. */
export const nothingChosen = (): Pick<KeysState, 'selectedId' | 'detail' | 'marked'> => ({
  selectedId: null,
  detail: null,
  marked: new Map(),
});
