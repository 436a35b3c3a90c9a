import { create } from 'zustand';
import type { AppError } from '../../../../common/errors';
import type { Overview, PlainFile } from '../../../../common/overview';
import { client } from '../../client';
import { useUi } from '../../ui';

interface OverviewState {
  /** `null` until the vault has answered. */
  overview: Overview | null;
  problem: AppError | null;
  /** Files in which keys are in plain text; `null` until the vault has answered. */
  plainFiles: readonly PlainFile[] | null;
  /** Minutes without input until Keyfold locks by itself; `null`: never; `undefined`: not known yet. */
  lockAfter: number | null | undefined;
  /** What isn't a key (backups, ways in, locking) was asked for once, so that nothing on the page moves any more. */
  settled: boolean;
}

export const useOverview = create<OverviewState>(() => ({
  overview: null,
  problem: null,
  plainFiles: null,
  lockAfter: undefined,
  settled: false,
}));

let asking = false;
let again = false;
/** Something changed while the page was not seen. */
let stale = false;

async function load(): Promise<void> {
  // A burst of changes costs two questions: the one under way, and one after the last change.
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    stale = false;
    const reply = await client.overview.get({});
    useOverview.setState(reply.ok ? { overview: reply.value, problem: null } : { problem: reply.error });
  } while (again);
  asking = false;
}

async function askPlainFiles(): Promise<void> {
  const reply = await client.overview.plainFiles({});
  if (reply.ok) useOverview.setState({ plainFiles: reply.value });
}

/** What the overview shows, as the vault has it. */
export const overview = {
  load,

  /** Call this when something changed. It is asked for again at once if it is seen, else when it is seen again. */
  changed(): void {
    if (useUi.getState().page === 'overview') void load();
    else stale = true;
  },

  /** Call this when the page comes into view. */
  seen(): void {
    if (stale) void load();
    void askPlainFiles();
  },

  /** Asks for what main knows. After a failure nothing is said of it. */
  async askLock(): Promise<void> {
    const reply = await client.settings.get({});
    if (reply.ok) useOverview.setState({ lockAfter: reply.value.lockAfterMinutes });
  },
};
