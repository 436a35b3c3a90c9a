import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type RotationCard, type RotationStage, rotationStages, type StageCounts } from '../../../../common/rotation';
import { createRowsWindow, type RowsState, rowIn } from '../../../rows-window';
import { client } from '../../client';
import { reported } from '../../report';

interface BoardState extends RowsState<RotationCard> {
  /** `null` until the vault has answered. */
  counts: StageCounts | null;
  stage: RotationStage;
  /** The rotations that are selected, by the ids of their old keys. */
  chosen: ReadonlySet<string>;
  /** The place of the keyboard's cursor in the list, or -1. */
  cursor: number;
  /** How many keys of the vault can be the new keys of rotations that wait for one. */
  waiting: number;
  /** The same for keys that were just imported; 0 also after the person has seen them. */
  imported: number;
  /** How many keys are overdue and in no rotation. */
  due: number;
}

const nobody: ReadonlySet<string> = new Set();

const store = createStore<BoardState>(() => ({
  counts: null,
  stage: 'started',
  chosen: nobody,
  cursor: -1,
  waiting: 0,
  imported: 0,
  due: 0,
  total: null,
  pages: new Map(),
  problem: null,
}));
const { getState: get, setState: set } = store;

const { want, reload, begin } = createRowsWindow<RotationCard>({
  get,
  set,
  ask: (offset, limit) => client.rotation.board({ stage: get().stage, offset, limit }),
});

/** Keys that are overdue and enabled: what a person who rotates begins with. */
export const overdueKeys = {
  kind: 'list',
  narrowed: { provider: null, scope: null, text: '', filter: { care: 'overdue' } },
  except: [],
} as const;

async function count(): Promise<void> {
  const reply = await client.rotation.counts({});
  if (reply.ok) set({ counts: reply.value });
}

/** Asks what the page offers besides its list. */
async function propose(): Promise<void> {
  const [pairs, due] = await Promise.all([
    client.rotation.pairs({ of: 'waiting' }),
    client.keys.matching({ keys: { ...overdueKeys, except: [] } }),
  ]);
  if (pairs.ok) set({ waiting: pairs.value.total });
  if (due.ok) set({ due: Math.max(0, due.value.keys - due.value.rotating) });
}

/** The rotations of this vault, stage by stage. */
export const board = {
  store,
  want,
  count,
  /** Reads everything on the page again. Rotations that have left the stage are no longer selected. */
  async again(): Promise<void> {
    await Promise.all([count(), propose(), reload()]);
    const { chosen, stage } = get();
    if (chosen.size === 0) return;
    const reply = await client.rotation.all({ stage });
    if (!reply.ok || get().stage !== stage) return;
    const there = new Set(reply.value);
    set({ chosen: new Set([...get().chosen].filter((id) => there.has(id))) });
  },
  async show(stage: RotationStage): Promise<void> {
    set({ stage, chosen: nobody, cursor: -1, total: null, pages: new Map() });
    await begin();
  },
  /** Shows the first stage at which something waits, when the page is opened. */
  async open(): Promise<void> {
    await count();
    const { counts, stage } = get();
    const first = rotationStages.find((one) => one !== 'finished' && (counts?.[one] ?? 0) > 0);
    if (first && (counts?.[stage] ?? 0) === 0) await this.show(first);
    else await reload();
    await propose();
  },
  toggle(id: string): void {
    const chosen = new Set(get().chosen);
    if (!chosen.delete(id)) chosen.add(id);
    set({ chosen });
  },
  clear(): void {
    set({ chosen: nobody });
  },
  async chooseAll(): Promise<void> {
    const reply = await reported(client.rotation.all({ stage: get().stage }));
    if (reply) set({ chosen: new Set(reply.value) });
  },
  moveTo(index: number): void {
    const { total } = get();
    if (total) set({ cursor: Math.max(0, Math.min(index, total - 1)) });
  },
  /** Returns the rotations that an act is for: the selected ones, or all of the stage if none is selected. */
  async wanted(): Promise<string[]> {
    const { chosen, stage } = get();
    if (chosen.size > 0) return [...chosen];
    const reply = await reported(client.rotation.all({ stage }));
    return reply?.value ?? [];
  },
  at: (index: number): RotationCard | undefined => rowIn(get().pages, index),
  /** Called after an import that added keys: asks if some of them can be new keys. */
  async noteImport(): Promise<void> {
    const reply = await client.rotation.pairs({ of: 'imported' });
    if (reply.ok) set({ imported: reply.value.total });
  },
  forgetImport(): void {
    set({ imported: 0 });
  },
};

/** Returns a part of that state. The component renders again when that part changes. */
export function useBoard<Part>(part: (state: BoardState) => Part): Part {
  return useStore(store, part);
}
