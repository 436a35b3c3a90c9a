import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AccountsLine } from '../../../../common/accounts/account';
import type { StoredProviderId } from '../../../../common/providers';
import { createRowsWindow, type RowsState } from '../../../rows-window';
import { client } from '../../client';
import { useAccounts } from './store';

interface LinesState extends RowsState<AccountsLine> {
  /** How many accounts match; `null` until the vault has answered. */
  accounts: number | null;
}

function createLines() {
  const store = createStore<LinesState>(() => ({ total: null, accounts: null, pages: new Map(), problem: null }));
  let question: { provider: StoredProviderId | null; text: string } = { provider: null, text: '' };
  const rows = createRowsWindow<AccountsLine>({
    get: store.getState,
    set: store.setState,
    async ask(offset, limit) {
      const reply = await client.accounts.lines({ ...question, offset, limit });
      if (reply.ok) store.setState({ accounts: reply.value.accounts });
      return reply;
    },
  });
  return {
    store,
    want: rows.want,
    reload: () => void rows.reload(),
    ask(provider: StoredProviderId | null, text: string) {
      question = { provider, text };
      void rows.begin();
    },
  };
}

/**
 * Returns the lines of all accounts, or of one provider's, that match a text: as many of them as are in view. They are
 * read again after every change.
 */
export function useLines(provider: StoredProviderId | null, text: string) {
  const [lines] = useState(createLines);
  const version = useAccounts((state) => state.version);
  useEffect(() => lines.ask(provider, text), [lines, provider, text]);
  useEffect(() => {
    if (version > 0 && lines.store.getState().total !== null) lines.reload();
  }, [lines, version]);
  return { ...useStore(lines.store), want: lines.want, reload: lines.reload };
}
