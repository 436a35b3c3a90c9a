import { app, type Session, session, type WebContents } from 'electron';
import type { View } from '../../common/views';
import { developmentServer } from './hardening';
import { serve } from './protocol';

/**
 * The sessions of the views. Each open view has a session in memory that no other view has. Electron never gives a
 * session back: one for each view that is opened cost 0.6 MiB each until the end. So the sessions of a view are used in
 * turns: one is taken again only if the process of its last page is gone and everything it kept was cleared.
 */

interface Turn {
  session: Session;
  /** `free`: no page uses it, and nothing of its last page is left. `retired`: it is never used again. */
  state: 'free' | 'used' | 'retired';
}

/** The sessions of each view. There are as many as were in use at one time, which is seldom more than two. */
const turns = new Map<View, Turn[]>();

/** Milliseconds between two looks whether a process is gone. */
const betweenLooks = 200;

/** Returns a session for one page of this view. Call `giveBack` when the page's web contents are made. */
export function takeSession(view: View): Session {
  const known = turns.get(view) ?? [];
  turns.set(view, known);
  const free = known.find(({ state }) => state === 'free');
  if (free) {
    free.state = 'used';
    return free.session;
  }
  // The name has no `persist:`, so nothing of a view ever reaches the disk.
  const made = session.fromPartition(`${view}-${known.length + 1}`);
  if (!developmentServer) serve(made, view);
  known.push({ session: made, state: 'used' });
  return made;
}

/** Sees to it that the session of this page can be taken again when the page is gone. */
export function giveBack(view: View, contents: WebContents): void {
  const turn = turns.get(view)?.find(({ session: own }) => own === contents.session);
  if (!turn) return;
  const processes = new Set<number>();
  const note = () => processes.add(contents.getOSProcessId());
  contents.on('did-start-navigation', note);
  contents.on('dom-ready', note);
  contents.once('destroyed', () => void clear(turn, processes));
}

/** Never gives this session to a page again: its page did not load, and another one would not either. */
export function retireSession(view: View, retired: Session): void {
  const turn = turns.get(view)?.find(({ session: own }) => own === retired);
  if (turn) turn.state = 'retired';
}

async function clear(turn: Turn, processes: ReadonlySet<number>): Promise<void> {
  const runs = () => app.getAppMetrics().some(({ pid }) => processes.has(pid));
  while (runs()) {
    await new Promise<void>((resolve) => {
      // It must not keep the application from ending.
      setTimeout(resolve, betweenLooks).unref();
    });
  }
  const { session: own } = turn;
  await own.closeAllConnections();
  await Promise.all([
    own.clearStorageData(),
    own.clearCache(),
    own.clearCodeCaches({}),
    own.clearAuthCache(),
    own.clearHostResolverCache(),
  ]);
  if (turn.state === 'used') turn.state = 'free';
}
