import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AuditCheck, AuditFilter, AuditRow } from '../../../../common/audit/actions';
import type { Client } from '../../../../common/contract/derived';
import { createRowsWindow, type RowsState } from '../../../rows-window';
import { client } from '../../client';

export const everything: AuditFilter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };

interface AuditState extends RowsState<AuditRow> {
  filter: AuditFilter;
  /** The name of the key that the log is narrowed to. */
  keyName: string | null;
  checked: AuditCheck | null;
  checking: boolean;
  /** The number of the last record that is in an archive and no longer here; 0 if there is none. */
  archived: number;
}

type AuditClient = Pick<Client<'main-view'>['audit'], 'list' | 'check'>;

/** The log as a window on the database. An answer to an old question is dropped. */
function createAudit(audit: AuditClient) {
  const store = createStore<AuditState>(() => ({
    filter: everything,
    keyName: null,
    total: null,
    pages: new Map(),
    checked: null,
    checking: false,
    archived: 0,
    problem: null,
  }));
  const { getState: get, setState: set } = store;
  const { want, reload, begin } = createRowsWindow<AuditRow>({
    get,
    set,
    async ask(offset, limit) {
      const reply = await audit.list({ filter: get().filter, offset, limit });
      if (reply.ok) set({ checked: reply.value.checked, archived: reply.value.archived });
      return reply;
    },
  });

  return {
    store,
    reload,
    /** Changes the filter of the log. */
    async narrow(change: Partial<AuditFilter>, keyName = get().keyName): Promise<void> {
      set({ filter: { ...get().filter, ...change }, keyName });
      await begin();
    },
    want,
    /** Checks the chain. Returns `null` if that failed. */
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

/** Returns a part of the log's state. The component renders again when that part changes. */
export function useAudit<Part>(part: (state: AuditState) => Part): Part {
  return useStore(audit.store, part);
}
