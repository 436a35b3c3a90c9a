import type { WebContents } from 'electron';

/** Milliseconds after its load in which a page is painted, also on a slow machine. */
const paintedWithin = 1000;

/**
 * Calls `then` once: when the page is on the screen, as its preload script says, or some time after it has loaded. A page
 * that nobody can see, as in a minimized window, is never painted. Nothing is called for a page that is gone.
 */
export function oncePainted(page: Pick<WebContents, 'ipc' | 'once' | 'isDestroyed'>, then: () => void): void {
  let called = false;
  const call = () => {
    if (called || page.isDestroyed()) return;
    called = true;
    then();
  };
  page.ipc.once('keyfold:painted', call);
  page.once('did-finish-load', () => setTimeout(call, paintedWithin));
}
