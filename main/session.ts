import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Opening, View } from '../common/views';
import { clearIfOurs } from './platform/clipboard';
import type { MarkStore } from './platform/generation-mark';
import { fileDialogs } from './vault/file-dialogs';
import { forkVault, type VaultProcess } from './vault/process';
import type { Stage } from './windows/stage';

/**
 * Locked and unlocked. Locked means: a vault process that has no key, and the create or unlock sheet over a main view
 * that knows nothing. Locking ends the process that has the keys and every view that may have shown something.
 */
export interface Session {
  readonly unlocked: boolean;
  readonly sqlite: string;
  /** The first sheet is on the screen: brings up the vault process, then the main view behind the sheet. */
  begin(): void;
  lock(): void;
  /** A view's process ended by itself: it is replaced, or its sheet is closed. Nothing is lost but what was typed. */
  viewCrashed(view: View): void;
  /** Between the lock screen and the sheet that restores a backup; does nothing while the vault is open. */
  showRestore(shown: boolean): void;
  /** Ends the vault process and waits for it. */
  end(): Promise<void>;
  /** A page has loaded and wants its port. */
  connect(view: View, contents: Electron.WebContents, opening: Opening | null): void;
}

/** Whether there is anything in the vault's folder that a new vault would endanger. */
function vaultExists(folder: string): boolean {
  return ['slots.json', 'vault.db', 'next'].some((name) => existsSync(join(folder, name)));
}

/** To be called when the vault process ended by itself; answers whether that was the fourth time within five minutes. */
function countDeaths(): () => boolean {
  /** On a monotonic clock, in milliseconds. */
  let deaths: number[] = [];
  return () => {
    const now = performance.now();
    deaths = [...deaths.filter((then) => now - then < 300_000), now];
    return deaths.length > 3;
  };
}

/**
 * `stage` is asked for late: the stage's views need the session, and the session acts on the stage. `giveUp` is called
 * when the vault process ends by itself again and again.
 */
export function openSession(folder: string, marks: MarkStore, stage: () => Stage, giveUp: () => void): Session {
  const diedTooOften = countDeaths();
  let vault: VaultProcess | null = null;
  let unlocked = false;
  /** The application is being quit. */
  let ending = false;
  /** How the vault was closed last, until the next vault process has been told. */
  let closed: { what: 'locked' | 'vault-ended'; at: number } | null = null;
  // Ports are handed out in the order in which pages load; a page that loads before the fork waits here.
  let waiting: (() => void)[] = [];

  function fork(): void {
    if (ending) return;
    vault = forkVault(folder, {
      // Not before: on two cores the main view's start would delay the lock screen's first paint and the first unlock.
      ready: () => stage().raiseMainView(),
      unlocked() {
        unlocked = true;
        // A new vault's sheet goes on to offer a recovery key, and says itself when it is over.
        if (stage().sheet === 'create') stage().refresh();
        else stage().closeSheet();
      },
      died() {
        vault = null;
        if (unlocked) closed = { what: 'vault-ended', at: Date.now() };
        if (diedTooOften()) return giveUp();
        toLocked(() => stage().tell('vaultEnded', null));
      },
      ...fileDialogs(() => stage().window),
      marks,
    });
    if (closed) vault.noteClosed(closed.what, closed.at);
    closed = null;
    for (const connect of waiting.splice(0)) connect();
  }

  const lockScreen = () => (vaultExists(folder) ? 'unlock' : 'create');

  function toLocked(then?: () => void): void {
    unlocked = false;
    void clearIfOurs();
    waiting = [];
    const { window, dropMainView } = stage();
    if (window.isDestroyed()) return;
    dropMainView();
    showWhileLocked(lockScreen(), then);
  }

  /** The vault process is forked once a sheet is painted: whichever it is, should the first not get that far. */
  function showWhileLocked(sheet: 'create' | 'unlock' | 'restore', then?: () => void): void {
    stage().openSheet({ sheet }, () => {
      if (!vault) fork();
      then?.();
    });
  }

  return {
    get unlocked() {
      return unlocked;
    },
    get sqlite() {
      return vault?.sqlite ?? '';
    },
    begin: () => toLocked(),
    lock() {
      if (!unlocked) return;
      vault?.kill();
      vault = null;
      closed = { what: 'locked', at: Date.now() };
      toLocked();
    },
    viewCrashed(view) {
      if (view === 'main-view') {
        stage().dropMainView();
        stage().raiseMainView();
      } else if (!unlocked && (view === 'create' || view === 'unlock' || view === 'restore')) showWhileLocked(view);
      else stage().closeSheet();
    },
    showRestore(shown) {
      if (unlocked) return;
      showWhileLocked(shown ? 'restore' : lockScreen());
    },
    async end() {
      ending = true;
      const last = vault;
      vault = null;
      await last?.end();
    },
    connect(view, contents, opening) {
      const hand = () => {
        if (vault && !contents.isDestroyed())
          contents.postMessage('keyfold:port', opening ?? {}, [vault.connect(view)]);
      };
      if (vault) hand();
      else waiting.push(hand);
    },
  };
}
