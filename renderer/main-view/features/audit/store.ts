import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AuditCheck, AuditFilter, AuditRow } from '../../../../common/audit/actions';
import type { Client } from '../../../../common/contract/derived';
import type { AppError } from '../../../../common/errors';
import { client } from '../../client';

/** Rows read at once. */
export const auditPageSize = 100;

export const everything: AuditFilter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };

export interface AuditState {
  filter: AuditFilter;
  /** The name of the key that the log is narrowed to. */
  keyName: string | null;
  total: number | null;
  pages: ReadonlyMap<number, readonly AuditRow[]>;
  checked: AuditCheck | null;
  checking: boolean;
  problem: AppError | null;
}

export type AuditClient = Pick<Client<'main-view'>['audit'], 'list' | 'check'>;

const mostRequests = 2;

/** The log as a window on the database; an answer to a question that is no longer asked is dropped. */
export function createAudit(audit: AuditClient) {
  const store = createStore<AuditState>(() => ({
    filter: everything,
    keyName: null,
    total: null,
    pages: new Map(),
    checked: null,
    checking: false,
    problem: null,
  }));
  const { getState: get, setState: set } = store;
  let question = 0;
  let inView = { first: 0, last: 0 };
  const underWay = new Set<number>();

  async function read(page: number, fresh: boolean): Promise<void> {
    const mine = question;
    underWay.add(page);
    const { filter } = get();
    const reply = await audit.list({ filter, offset: page * auditPageSize, limit: auditPageSize });
    if (mine !== question) return;
    underWay.delete(page);
    if (!reply.ok) {
      set({ problem: reply.error });
      return;
    }
    const { total, rows, checked } = reply.value;
    set(({ pages }) => ({
      total,
      checked,
      problem: null,
      pages: new Map(fresh ? [] : pages).set(page, rows),
    }));
    pump();
  }

  function pump(): void {
    const { total, pages } = get();
    if (total === null) return;
    const last = Math.min(inView.last, total - 1);
    for (let page = Math.floor(inView.first / auditPageSize); page * auditPageSize <= last; page += 1) {
      if (underWay.size < mostRequests && !pages.has(page) && !underWay.has(page)) void read(page, false);
    }
  }

  /** Asks anew and keeps the old rows until the answer is there. */
  function reload(): Promise<void> {
    question += 1;
    underWay.clear();
    return read(Math.floor(inView.first / auditPageSize), true);
  }

  return {
    store,
    reload,
    /** Narrows the log further, or differently. */
    narrow(change: Partial<AuditFilter>, keyName = get().keyName): Promise<void> {
      set({ filter: { ...get().filter, ...change }, keyName });
      inView = { first: 0, last: 0 };
      return reload();
    },
    want(first: number, last: number): void {
      inView = { first, last };
      pump();
    },
    /** Checks the chain; answers `null` where that could not be done. */
    async check(): Promise<AuditCheck | null> {
      set({ checking: true });
      const reply = await audit.check({});
      set({ checking: false, ...(reply.ok ? { checked: reply.value } : { problem: reply.error }) });
      if (!reply.ok) return null;
      await reload();
      return reply.value;
    },
    noteChecked(checked: AuditCheck): void {
      set({ checked });
    },
  };
}

/** The one log of the main view. */
export const audit = createAudit(client.audit);

/** A part of the log's state; the component renders anew when that part changes. */
export function useAudit<Part>(part: (state: AuditState) => Part): Part {
  return useStore(audit.store, part);
}
