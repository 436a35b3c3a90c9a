import type { StoreApi } from 'zustand/vanilla';
import type { KeyScope } from '../../../../../common/accounts/account';
import type { KeyDetail, KeyQuery, KeyRow, ProviderCount } from '../../../../../common/keys/access-key';
import type { KeyFilter } from '../../../../../common/keys/filter';
import type { KeySelection, Narrowed } from '../../../../../common/keys/selection';
import type { StoredProviderId } from '../../../../../common/providers';
import type { RowsState } from '../../../../rows-window';
import type { Marked } from './marking';

export interface KeysState extends RowsState<KeyRow> {
  provider: StoredProviderId | null;
  /** The part of the provider that is shown; `null`: all of it. */
  scope: KeyScope | null;
  /** The text that is searched for. */
  text: string;
  /** What else the list is narrowed to. A member that is there is a chip. */
  filter: KeyFilter;
  sort: KeyQuery['sort'];
  /** The question that the shown rows answer. While a new question has no answer yet, this is the old one. */
  answered: Question | null;
  counts: readonly ProviderCount[] | null;
  /** The row that has the keyboard's cursor, or -1. */
  cursor: number;
  selectedId: string | null;
  detail: KeyDetail | null;
  /** Rows that are marked for an act on many: none, or at least two. */
  marked: Marked;
  /** Everything that the list is narrowed to is chosen, but for these keys; `null`: it isn't. Then none is marked. */
  all: { except: ReadonlySet<string> } | null;
}

/** What the list is narrowed to. */
export interface Question extends Narrowed {
  filter: KeyFilter;
}

/** Asks for every key. */
export const everyKey: Question = { provider: null, scope: null, text: '', filter: {} };

/** Returns what the list is to be narrowed to. */
export function questionOf({ provider, scope, text, filter }: Question): Question {
  return { provider, scope, text, filter };
}

export type KeysStore = StoreApi<KeysState>;

// The newest keys come first, so that a key that was just added is on top.
export const initialKeys: KeysState = {
  provider: null,
  scope: null,
  text: '',
  filter: {},
  sort: { column: 'age', direction: 'ascending' },
  total: null,
  pages: new Map(),
  answered: null,
  counts: null,
  cursor: -1,
  selectedId: null,
  detail: null,
  marked: new Map(),
  all: null,
  problem: null,
};

/** No row is selected and none is marked. */
export const nothingChosen = (): Pick<KeysState, 'selectedId' | 'detail' | 'marked' | 'all'> => ({
  selectedId: null,
  detail: null,
  marked: new Map(),
  all: null,
});

/** Returns whether an act on the chosen keys would be about this one. */
export function isChosen({ all, marked, selectedId }: Chosen, id: string): boolean {
  return all ? !all.except.has(id) : marked.has(id) || id === selectedId;
}

export type Chosen = Pick<KeysState, 'all' | 'marked' | 'selectedId'>;

/** Returns how many keys are chosen: by marks, by the question, or the one that is selected. */
export function countChosen({ all, marked, selectedId, total }: Chosen & Pick<KeysState, 'total'>): number {
  if (all) return Math.max(0, (total ?? 0) - all.except.size);
  return marked.size > 1 ? marked.size : selectedId === null ? 0 : 1;
}

/** Returns the keys that an act is for, from one key on; `null` if none is chosen. */
export function chosenKeys(state: KeysState): KeySelection | null {
  const { all, marked, selectedId } = state;
  if (all) return { kind: 'list', narrowed: questionOf(state), except: [...all.except] };
  if (marked.size > 1) return { kind: 'keys', ids: [...marked.keys()] };
  return selectedId === null ? null : { kind: 'keys', ids: [selectedId] };
}
