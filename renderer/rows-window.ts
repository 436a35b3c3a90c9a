import type { AppError, Reply } from '../common/errors';

/** Rows read at once. */
const windowSize = 100;

/** Reads under way at the same time. */
const mostRequests = 2;

/** The rows that have been read of a long list; whoever answers for them holds the rest. */
export interface RowsState<Row> {
  /** Rows in all; `null` until the first answer. */
  total: number | null;
  /** What has been read, by page of {@link windowSize} rows. */
  pages: ReadonlyMap<number, readonly Row[]>;
  problem: AppError | null;
}

interface RowsWindowNeeds<Row> {
  get(): RowsState<Row>;
  set(change: Partial<RowsState<Row>>): void;
  ask(offset: number, limit: number): Promise<Reply<{ total: number; rows: readonly Row[] }>>;
}

/** A window on a long list; an answer to a question that is no longer asked is dropped. */
export interface RowsWindow {
  /** These rows are in view: what is missing of them is read. */
  want(first: number, last: number): void;
  /** Asks anew and keeps the old rows until the answer is there. */
  reload(): Promise<void>;
  /** Another question: asks it from its top. */
  begin(): Promise<void>;
}

/** The row at this place of the whole list, if it has been read. */
export function rowIn<Row>(pages: RowsState<Row>['pages'], index: number): Row | undefined {
  return pages.get(Math.floor(index / windowSize))?.[index % windowSize];
}

export function createRowsWindow<Row>({ get, set, ask }: RowsWindowNeeds<Row>): RowsWindow {
  // Counts the questions.
  let question = 0;
  let inView = { first: 0, last: 0 };
  const underWay = new Set<number>();

  async function read(page: number, fresh: boolean): Promise<void> {
    const mine = question;
    underWay.add(page);
    const reply = await ask(page * windowSize, windowSize);
    if (mine !== question) return;
    underWay.delete(page);
    if (!reply.ok) return set({ problem: reply.error });
    const { total, rows } = reply.value;
    set({ total, problem: null, pages: new Map(fresh ? [] : get().pages).set(page, rows) });
    pump();
  }

  function pump(): void {
    const { total, pages } = get();
    if (total === null) return;
    const last = Math.min(inView.last, total - 1);
    for (let page = Math.floor(inView.first / windowSize); page * windowSize <= last; page += 1) {
      if (underWay.size < mostRequests && !pages.has(page) && !underWay.has(page)) void read(page, false);
    }
  }

  function reload(): Promise<void> {
    question += 1;
    underWay.clear();
    return read(Math.floor(inView.first / windowSize), true);
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
  };
}
