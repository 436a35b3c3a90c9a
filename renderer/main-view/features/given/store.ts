import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { HandoverRow } from '../../../../common/transfer/handover';
import { createRowsWindow, type RowsState } from '../../../rows-window';
import { client } from '../../client';

interface GivenState extends RowsState<HandoverRow> {
  /** What is searched for; empty: no search. */
  text: string;
}

const store = createStore<GivenState>(() => ({ text: '', total: null, pages: new Map(), problem: null }));

const { want, reload, begin } = createRowsWindow<HandoverRow>({
  get: store.getState,
  set: store.setState,
  ask: (offset, limit) => client.given.list({ text: store.getState().text, offset, limit }),
});

/** What was given to whom, as a window on the vault. */
export const given = {
  want,
  reload,
  async search(text: string): Promise<void> {
    store.setState({ text });
    await begin();
  },
};

/** Returns a part of it. The component renders again when that part changes. */
export function useGiven<Part>(part: (state: GivenState) => Part): Part {
  return useStore(store, part);
}
