import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Client } from '../../../../common/contract/derived';
import type { AppError } from '../../../../common/errors';
import type { DueKind, DueRow, RotationSummary } from '../../../../common/rotation';
import { client } from '../../client';

export const duePageSize = 100;

export interface DueState {
  summary: RotationSummary | null;
  kind: DueKind;
  total: number | null;
  pages: ReadonlyMap<number, readonly DueRow[]>;
  problem: AppError | null;
  /** The person has seen that something is due, and how much; the notice stays away until it is more. */
  hiddenAt: number;
}

export type DueClient = Pick<Client<'main-view'>['rotation'], 'summary' | 'list'>;

/** What is due, as counts for the sidebar and as a window on each list. */
function createDue(rotation: DueClient) {
  const store = createStore<DueState>(() => ({
    summary: null,
    kind: 'due',
    total: null,
    pages: new Map(),
    problem: null,
    hiddenAt: 0,
  }));
  const { getState: get, setState: set } = store;
  let question = 0;
  const underWay = new Set<number>();
  let inView = { first: 0, last: 0 };

  async function read(page: number, fresh: boolean): Promise<void> {
    const mine = question;
    underWay.add(page);
    const { kind } = get();
    const reply = await rotation.list({ kind, offset: page * duePageSize, limit: duePageSize });
    if (mine !== question) return;
    underWay.delete(page);
    if (!reply.ok) return set({ problem: reply.error });
    const { total, rows } = reply.value;
    set(({ pages }) => ({ total, problem: null, pages: new Map(fresh ? [] : pages).set(page, rows) }));
  }

  return {
    store,
    /** Counts anew, for the sidebar and the notices. */
    async count(): Promise<void> {
      const reply = await rotation.summary({});
      if (reply.ok) set({ summary: reply.value });
    },
    reload(): Promise<void> {
      question += 1;
      underWay.clear();
      return read(Math.floor(inView.first / duePageSize), true);
    },
    show(kind: DueKind): Promise<void> {
      set({ kind, total: null, pages: new Map() });
      inView = { first: 0, last: 0 };
      return this.reload();
    },
    want(first: number, last: number): void {
      inView = { first, last };
      const { pages, total } = get();
      if (total === null) return;
      for (let page = Math.floor(first / duePageSize); page * duePageSize <= Math.min(last, total - 1); page += 1) {
        if (!pages.has(page) && !underWay.has(page)) void read(page, false);
      }
    },
    hide(): void {
      set({ hiddenAt: get().summary?.due ?? 0 });
    },
  };
}

/** What is due in this vault. */
export const due = createDue(client.rotation);

/** A part of that state; the component renders anew when that part changes. */
export function useDue<Part>(part: (state: DueState) => Part): Part {
  return useStore(due.store, part);
}
