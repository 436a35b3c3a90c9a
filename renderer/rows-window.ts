import type { AppError, Reply } from '../common/errors';

/**
 * Number of rows that are read at once. A screen shows about a fifth of them, so that scrolling mostly meets rows that
 * have been read.
 */
export const windowSize = 100;

/** Most reads at the same time while a person scrolls. */
const mostRequests = 2;

/** The rows of a long list that have been read, by page of {@link windowSize} rows. */
export type Pages<Row> = ReadonlyMap<number, readonly Row[]>;

/** The rows of a long list that have been read. The vault has the rest. */
export interface RowsState<Row> {
  /** Number of all rows; `null` until the vault has answered. */
  total: number | null;
  pages: Pages<Row>;
  /** Why rows can't be shown. */
  problem: AppError | null;
}

export interface RowsPage<Row> {
  total: number;
  rows: readonly Row[];
}

interface RowsWindowNeeds<Row> {
  get(): RowsState<Row>;
  set(change: Partial<RowsState<Row>>): void;
  /** Asks the present question for these rows. */
  ask(offset: number, limit: number): Promise<Reply<RowsPage<Row>>>;
  /** A page that came into view has been read. */
  arrived?(): void;
}

/** A window on a long list. An answer to an old question is dropped. */
export interface RowsWindow<Row> {
  /**
   * Call this with the rows that are in view. Those that have not been read are read, two requests at a time, the
   * latest wish first.
   */
  want(first: number, last: number): void;
  /**
   * Asks again for the rows in view and for these pages, and keeps the old rows until the whole answer is there.
   * Returns whether the rows are new now. They are not if it failed or if another question was asked meanwhile.
   */
  reload(also?: readonly number[]): Promise<boolean>;
  /** Asks another question, from its first row. */
  begin(): Promise<boolean>;
  /** Returns rows of the present list without keeping them; `null` if another question was asked meanwhile. */
  read(offset: number, limit: number): Promise<Reply<RowsPage<Row>> | null>;
}

/** Returns the row at this place of the whole list; `undefined` if it has not been read. */
export function rowIn<Row>(pages: Pages<Row>, index: number): Row | undefined {
  return pages.get(Math.floor(index / windowSize))?.[index % windowSize];
}

/** Returns the place of the row with this id among the rows that have been read, or -1. */
export function indexOfRow(pages: Pages<{ readonly id: string }>, id: string): number {
  for (const [page, rows] of pages) {
    const inside = rows.findIndex((row) => row.id === id);
    if (inside >= 0) return page * windowSize + inside;
  }
  return -1;
}

/** Returns the pages that hold the rows from `first` to `last`, both included. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / windowSize);
  const to = Math.floor(Math.max(0, last) / windowSize);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, step) => from + step);
}

/** Makes a window on a long list, over the store that `get` and `set` give access to. */
export function createRowsWindow<Row>({ get, set, ask, arrived }: RowsWindowNeeds<Row>): RowsWindow<Row> {
  // Counts the questions. An answer counts only if no other question was asked since.
  let question = 0;
  let inView = { first: 0, last: 0 };
  // A question has no answer yet. The rows are still those of the question before it, so none are added to them.
  let waiting = false;
  // The pages that are being read for the present question.
  const underWay = new Set<number>();

  async function read(offset: number, limit: number): Promise<Reply<RowsPage<Row>> | null> {
    const mine = question;
    const reply = await ask(offset, limit);
    return mine === question ? reply : null;
  }

  async function readPage(page: number): Promise<void> {
    underWay.add(page);
    const reply = await read(page * windowSize, windowSize);
    if (!reply) return;
    underWay.delete(page);
    if (!reply.ok) return set({ problem: reply.error });
    const { total, rows } = reply.value;
    set({ total, problem: null, pages: new Map(get().pages).set(page, rows) });
    arrived?.();
    pump();
  }

  function pump(): void {
    const { total, pages } = get();
    if (waiting || total === null || total === 0) return;
    for (const page of pagesBetween(inView.first, Math.min(inView.last, total - 1))) {
      if (underWay.size >= mostRequests) return;
      if (page * windowSize < total && !pages.has(page) && !underWay.has(page)) void readPage(page);
    }
  }

  async function reload(also: readonly number[] = []): Promise<boolean> {
    question += 1;
    waiting = true;
    underWay.clear();
    const wanted = [...new Set([...pagesBetween(inView.first, inView.last), ...also])].sort((a, b) => a - b);
    const replies = await Promise.all(wanted.map((page) => read(page * windowSize, windowSize)));
    if (replies.includes(null)) return false;
    waiting = false;
    const pages = new Map<number, readonly Row[]>();
    let total = 0;
    for (const [at, page] of wanted.entries()) {
      const reply = replies[at];
      if (!reply) return false;
      if (!reply.ok) {
        set({ problem: reply.error });
        return false;
      }
      total = reply.value.total;
      if (reply.value.rows.length > 0) pages.set(page, reply.value.rows);
    }
    set({ total, pages, problem: null });
    pump();
    return true;
  }

  return {
    want(first, last) {
      inView = { first, last };
      pump();
    },
    reload,
    begin() {
      inView = { first: 0, last: 0 };
      return reload();
    },
    read,
  };
}
