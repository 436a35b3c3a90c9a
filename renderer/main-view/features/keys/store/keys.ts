import { createStore } from 'zustand/vanilla';
import type { KeyScope } from '../../../../../common/accounts/account';
import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyDetail, KeyQuery, KeyRow, ProfileCount, SortColumn } from '../../../../../common/keys/access-key';
import type { ProfileId } from '../../../../../common/providers';
import { createMarking, type Marked } from './marking';
import { indexOfKey, type Pages, pageSize, pagesBetween, rowAt } from './pages';

export interface KeysState {
  profile: ProfileId | null;
  /** The part of the profile that is shown; `null`: all of it. */
  scope: KeyScope | null;
  /** What is being searched for. */
  text: string;
  sort: KeyQuery['sort'];
  /** Rows that match in all; `null` until the first answer. */
  total: number | null;
  pages: Pages;
  /** The question that the rows shown are the answer to; it lags behind while an answer is under way. */
  answered: { profile: ProfileId | null; scope: KeyScope | null; text: string } | null;
  counts: readonly ProfileCount[] | null;
  /** The row that the keyboard stands on, or -1. */
  cursor: number;
  selectedId: string | null;
  detail: KeyDetail | null;
  /** Rows that are marked for an act on many: none, or at least two. */
  marked: Marked;
  /** Why the list can't be shown. */
  problem: AppError | null;
}

export type KeysClient = Pick<Client<'main-view'>['keys'], 'list' | 'counts' | 'get'>;

// Newest first: a key that was just added stands on top.
const initial: KeysState = {
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

const mostRequests = 2;

/**
 * The list of keys as a window on the database: pages are read when they come into view, an answer to a question that
 * is no longer asked is dropped, and a change in the vault reads again what is in view.
 */
export function createKeys(
  client: KeysClient,
  report: (error: AppError) => void,
  tooMany: () => void = () => undefined,
) {
  const store = createStore<KeysState>(() => initial);
  const { getState: get, setState: set } = store;

  // Counts the questions. An answer counts only if no other question was asked since.
  let question = 0;
  // The page requests under way for the present question.
  const underWay = new Set<number>();
  let inView = { first: 0, last: 0 };
  // The cursor was moved to a row that is not read yet; it is selected when it comes.
  let selectWhenRead = false;

  function ask(page: number) {
    return askFor(page * pageSize, pageSize);
  }

  function askFor(offset: number, limit: number) {
    const { profile, scope, text, sort } = get();
    return client.list({ profile, scope, text, sort, offset, limit });
  }

  /** Asks anew, keeps the old rows until the answer is there, and then shows only the new ones. */
  async function reload(wanted: readonly number[]): Promise<boolean> {
    question += 1;
    const mine = question;
    underWay.clear();
    const { profile, scope, text } = get();
    const replies = await Promise.all(wanted.map(async (page) => ({ page, reply: await ask(page) })));
    if (mine !== question) return false;
    const pages = new Map<number, readonly KeyRow[]>();
    let total = 0;
    for (const { page, reply } of replies) {
      if (!reply.ok) {
        set({ problem: reply.error });
        return false;
      }
      total = reply.value.total;
      if (reply.value.rows.length > 0) pages.set(page, reply.value.rows);
    }
    set({ pages, total, problem: null, answered: { profile, scope, text } });
    return true;
  }

  /** Puts the cursor on the selected key if it is among the rows read. */
  function follow(otherwise: number): void {
    const { selectedId, pages, total } = get();
    const found = selectedId === null ? -1 : indexOfKey(pages, selectedId);
    set({ cursor: found >= 0 ? found : Math.min(otherwise, (total ?? 0) - 1) });
  }

  async function changeQuery(change: Partial<KeysState>): Promise<void> {
    set({ ...change, marked: new Map() });
    inView = { first: 0, last: 0 };
    selectWhenRead = false;
    if (await reload([0])) follow(-1);
  }

  async function loadCounts(): Promise<void> {
    const reply = await client.counts({});
    if (reply.ok) set({ counts: reply.value });
    else report(reply.error);
  }

  async function loadDetail(): Promise<void> {
    const id = get().selectedId;
    if (id === null) return;
    const reply = await client.get({ id });
    if (get().selectedId !== id) return;
    if (reply.ok) set({ detail: reply.value });
    else {
      set({ selectedId: null, detail: null });
      // Deleted meanwhile: the list shows it, there is nothing to say.
      if (reply.error.code !== 'not-found') report(reply.error);
    }
  }

  function select(id: string): void {
    const { selectedId, pages } = get();
    const cursor = indexOfKey(pages, id);
    selectWhenRead = false;
    marking.begin(cursor);
    if (id === selectedId) {
      set({ cursor, marked: new Map() });
      return;
    }
    set({ selectedId: id, cursor, detail: null, marked: new Map() });
    void loadDetail();
  }

  /** Reads what is in view and not there yet, two requests at a time, the latest wish first. */
  function pump(): void {
    const { total, pages } = get();
    if (total === null) return;
    const missing = pagesBetween(inView.first, Math.min(inView.last, total - 1)).filter(
      (page) => page * pageSize < total && !pages.has(page) && !underWay.has(page),
    );
    for (const page of missing.slice(0, Math.max(0, mostRequests - underWay.size))) void read(page);
  }

  async function read(page: number): Promise<void> {
    const mine = question;
    underWay.add(page);
    const reply = await ask(page);
    if (mine !== question) return;
    underWay.delete(page);
    if (!reply.ok) {
      set({ problem: reply.error });
      return;
    }
    const { total, rows } = reply.value;
    set(({ pages }) => ({ total, pages: new Map(pages).set(page, rows) }));
    if (selectWhenRead) {
      const row = rowAt(get().pages, get().cursor);
      if (row) select(row.id);
    }
    pump();
  }

  const selectedRow = () => {
    const { selectedId, detail, pages } = get();
    if (selectedId === null) return undefined;
    return detail?.id === selectedId ? detail : rowAt(pages, indexOfKey(pages, selectedId));
  };

  /** Marked rows as they are now; what is not among the rows read stays as it was. */
  function refreshMarks(): void {
    const { marked, pages } = get();
    if (marked.size === 0) return;
    const fresh = [...marked].map(([id, row]): [string, KeyRow] => [id, rowAt(pages, indexOfKey(pages, id)) ?? row]);
    set({ marked: new Map(fresh) });
  }

  const marking = createMarking({
    marked: () => get().marked,
    selected: selectedRow,
    rowAt: (index) => rowAt(get().pages, index),
    async read(offset, limit) {
      const mine = question;
      const reply = await askFor(offset, limit);
      if (mine !== question) return null;
      if (!reply.ok) report(reply.error);
      return reply.ok ? reply.value : null;
    },
    mark(rows, cursor) {
      const [only] = rows.values();
      if (rows.size > 1) set({ marked: rows, cursor, selectedId: null, detail: null });
      else if (only) select(only.id);
      else set({ marked: new Map(), selectedId: null, detail: null, cursor });
    },
    tooMany,
  });

  return {
    store,

    /** Marks a row besides the others, or takes its mark away. */
    toggleMark: marking.toggle,

    /** Marks the rows from the last one chosen to this one, or the nearest there is. */
    async extendMarks(index: number): Promise<void> {
      const { total } = get();
      if (total) await marking.extend(Math.max(0, Math.min(index, total - 1)));
    },

    /** Marks every row of the list, as many as may be. */
    async markAll(): Promise<void> {
      const { total, cursor } = get();
      if (total) await marking.all(total, cursor);
    },

    clearMarks(): void {
      set({ marked: new Map() });
    },

    /** The vault is open: reads the first rows and the counts at the same time. */
    async start(): Promise<void> {
      await Promise.all([reload([0]), loadCounts()]);
    },

    /** Tries again what failed. */
    async retry(): Promise<void> {
      await Promise.all([reload(pagesBetween(inView.first, inView.last)), loadCounts()]);
    },

    /** Shows one profile's keys, or all. */
    showProfile(profile: ProfileId | null): Promise<void> {
      return changeQuery({ profile, scope: null, selectedId: null, detail: null });
    },

    /** Shows a part of one profile's keys: an account's, an identity's, or those that are nobody's. */
    showScope(profile: ProfileId, scope: KeyScope): Promise<void> {
      return changeQuery({ profile, scope, selectedId: null, detail: null });
    },

    search(text: string): Promise<void> {
      return text === get().text ? Promise.resolve() : changeQuery({ text });
    },

    /** Sorts by this column; the same column again turns the direction round. */
    sortBy(column: SortColumn): Promise<void> {
      const { sort } = get();
      const direction = sort.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending';
      return changeQuery({ sort: { column, direction } });
    },

    /** These rows are in view; what is missing of them is read. */
    want(first: number, last: number): void {
      inView = { first, last };
      pump();
    },

    select,

    /** Moves the cursor, and the selection with it, to this row or the nearest there is. */
    moveTo(index: number): void {
      const { total, pages } = get();
      if (!total) return;
      const cursor = Math.max(0, Math.min(index, total - 1));
      const row = rowAt(pages, cursor);
      if (row) select(row.id);
      else {
        selectWhenRead = true;
        marking.begin(cursor);
        set({ cursor, selectedId: null, detail: null, marked: new Map() });
      }
    },

    clearSelection(): void {
      selectWhenRead = false;
      set({ selectedId: null, detail: null, marked: new Map() });
    },

    /**
     * Something changed in the vault. Reads again what is in view, the counts and the detail; a key that is new here
     * (`id`) is selected, and nothing that would hide it stays in its way.
     */
    async changed(id: string | null): Promise<void> {
      const { selectedId, pages, cursor } = get();
      const isNew = id !== null && id !== selectedId && indexOfKey(pages, id) < 0;
      if (isNew) {
        set({ text: '', selectedId: id, detail: null, marked: new Map() });
        inView = { first: 0, last: 0 };
      }
      const wanted = new Set(pagesBetween(inView.first, inView.last));
      if (!isNew && selectedId !== null && cursor >= 0) wanted.add(Math.floor(cursor / pageSize));
      const listed = reload([...wanted].sort((a, b) => a - b)).then((shown) => {
        if (shown) follow(cursor);
      });
      await Promise.all([listed, loadCounts(), loadDetail()]);
      const { detail, profile, scope } = get();
      if (isNew && detail && profile !== null && detail.profile !== profile) {
        await changeQuery({ profile: null, scope: null });
      } else if (isNew && scope !== null && indexOfKey(get().pages, id) < 0) {
        await changeQuery({ scope: null });
      }
      refreshMarks();
    },
  };
}

export type Keys = ReturnType<typeof createKeys>;
