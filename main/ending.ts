import type { App } from 'electron';
import { clearIfOurs } from './platform/clipboard';

/** Delays the quit until the vault is closed and our clipboard is cleared, whether either of them fails or not. */
export function endProperly(app: Pick<App, 'on' | 'quit'>, endVault: () => Promise<void>): void {
  let begun = false;
  let done = false;
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    // Whoever quits a second time meanwhile waits for the same end.
    if (begun) return;
    begun = true;
    void Promise.allSettled([endVault(), clearIfOurs()]).then(() => {
      done = true;
      app.quit();
    });
  });
}
