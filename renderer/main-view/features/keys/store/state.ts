import type { StoreApi } from 'zustand/vanilla';
import type { KeyScope } from '../../../../../common/accounts/account';
import type { KeyDetail, KeyQuery, KeyRow, ProviderCount } from '../../../../../common/keys/access-key';
import type { StoredProviderId } from '../../../../../common/providers';
import type { RowsState } from '../../../../rows-window';
import type { Marked } from './marking';

export interface KeysState extends RowsState<KeyRow> {
  provider: StoredProviderId | null;
  /** The part of the provider that is shown; `null`: all of it. */
  scope: KeyScope | null;
  /** The text that is searched for. */
  text: string;
  sort: KeyQuery['sort'];
  /** The question that the shown rows answer. While a new question has no answer yet, this is the old one. */
  answered: { provider: StoredProviderId | null; scope: KeyScope | null; text: string } | null;
  counts: readonly ProviderCount[] | null;
  /** The row that has the keyboard's cursor, or -1. */
  cursor: number;
  selectedId: string | null;
  detail: KeyDetail | null;
  /** Rows that are marked for an act on many: none, or at least two. */
  marked: Marked;
}

export type KeysStore = StoreApi<KeysState>;

// The newest keys come first, so that a key that was just added is on top.
export const initialKeys: KeysState = {
  provider: null,
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
