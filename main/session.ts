import type { ClosedHow } from '../common/control';
import type { Rescue } from '../common/replaced';
import type { Opening, View } from '../common/views';
import { clearIfOurs } from './platform/clipboard';
import type { MarkStore } from './platform/generation-mark';
import { vaultExists } from './vault/exists';
import { fileDialogs } from './vault/file-dialogs';
import { forkVault, type VaultProcess } from './vault/process';
import type { Stage } from './windows/stage';

/**
 * The locked and the unlocked state. Locked means: the vault process has no key, and the create or unlock sheet is over
 * a main view that knows nothing. Locking ends the process that has the keys and every view that may have shown
 * something.
 */
export interface Session {
  readonly unlocked: boolean;
  readonly sqlite: string;
  /** Shows the first sheet, then starts the vault process, then the main view behind the sheet. */
  begin(): void;
  lock(): void;
  /** A key or a button went down in a view. At the lock screen, the main view is made ready then. */
  pressed(): void;
  /**
   * Call this when a view's process ended by itself. The view is replaced, or its sheet is closed. Only what was typed
   * is lost.
   */
  viewCrashed(view: View): void;
  /** Changes between the lock screen and the sheet that restores a backup. Does nothing while the vault is open. */
  showRestore(shown: boolean): void;
  /** Goes from the sheet `rescue` to the lock screen, and forgets what was to be rescued. */
  leaveRescue(): void;
  /** Ends the vault process and waits for it. */
  end(): Promise<void>;
  /** Call this when a page has loaded: it gets its port, together with what it was opened for. */
  connect(view: View, contents: Electron.WebContents, opening: Opening | null): void;
}

/** The sheets that stand while the vault is locked. */
const lockScreens = ['create', 'unlock', 'restore', 'rescue'] as const;
type LockScreen = (typeof lockScreens)[number];
const isLockScreen = (view: View): view is LockScreen => lockScreens.some((sheet) => sheet === view);

/**
 * Returns a function to call when the vault process ended by itself. It returns whether that was the fourth time within
 * five minutes.
 */
function countDeaths(): () => boolean {
  /** The times of the ends, on a monotonic clock in milliseconds. */
  let deaths: number[] = [];
  return () => {
    const now = performance.now();
    deaths = [...deaths.filter((then) => now - then < 300_000), now];
    return deaths.length > 3;
  };
}

function showUnlocked(stage: Stage): void {
  // The sheet of a new vault goes on to offer a recovery key, and says itself when it has finished.
  if (stage.sheet === 'create') stage.refresh();
  else stage.closeSheet();
}

function remakeMainView({ dropMainView, raiseMainView }: Stage): void {
  dropMainView();
  raiseMainView();
}

/** Gives pages their ports, in the order in which they load. A page that loads before the vault's fork waits here. */
function createPorts(vault: () => VaultProcess | null) {
  let waiting: (() => void)[] = [];
  const connect: Session['connect'] = (view, contents, opening) => {
    const hand = () => {
      const port = contents.isDestroyed() ? null : vault()?.connect(view);
      if (port) contents.postMessage('keyfold:port', opening ?? {}, [port]);
    };
    if (vault()) hand();
    else waiting.push(hand);
  };
  return {
    connect,
    /** The vault was forked: gives those that wait their ports. */
    handOut(): void {
      for (const hand of waiting.splice(0)) hand();
    },
    /** Forgets those that wait, since their pages are gone. */
    drop(): void {
      waiting = [];
    },
  };
}

/**
 * Makes the main view ready behind the lock screen, as soon as the vault process is ready and somebody is there who may
 * unlock. While nobody is, it would only take memory. On two cores a start before the vault's would delay the lock
 * screen and the first unlock.
 */
function createBackstage(stage: () => Stage) {
  let [ready, pressed] = [false, false];
  return {
    note(now: { ready?: boolean; pressed?: boolean }): void {
      const before = ready && pressed;
      ready = now.ready ?? ready;
      pressed = now.pressed ?? pressed;
      if (ready && pressed && !before) stage().raiseMainView();
    },
  };
}

/**
 * `folder` is the vault's. `stage` is a function because the stage needs the session and the session needs the stage.
 * `giveUp` is called when the vault process has ended by itself more than three times within five minutes.
 */
export function openSession(folder: string, marks: MarkStore, stage: () => Stage, giveUp: () => void): Session {
  const diedTooOften = countDeaths();
  let vault: VaultProcess | null = null;
  let unlocked = false;
  /** The application is quitting. */
  let ending = false;
  /** How the vault was closed last. It is kept until the next vault process has been told. */
  let closed: { what: ClosedHow; at: number } | null = null;
  /** What the vault had open when its files were replaced, until a person has said what happens to it. */
  let rescue: Rescue | null = null;
  const ports = createPorts(() => vault);
  const backstage = createBackstage(stage);

  function fork(): void {
    if (ending) return;
    vault = forkVault(folder, {
      ready: () => backstage.note({ ready: true }),
      unlocked() {
        unlocked = true;
        stage().raiseMainView();
        showUnlocked(stage());
      },
      replaced(found) {
        rescue = found;
        close('vault-replaced');
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
    if (rescue) vault.give(rescue);
    ports.handOut();
  }

  const lockScreen = () => (rescue ? 'rescue' : vaultExists(folder) ? 'unlock' : 'create');

  /** Ends the process that has the keys. The next one is told why. */
  function close(what: ClosedHow): void {
    vault?.kill();
    vault = null;
    closed = { what, at: Date.now() };
    toLocked();
  }

  function toLocked(then?: () => void): void {
    unlocked = false;
    backstage.note({ ready: false, pressed: false });
    ports.drop();
    const { window, dropMainView } = stage();
    if (!window.isDestroyed()) dropMainView();
    showWhileLocked(lockScreen(), then);
    // This comes last, since it asks other programs.
    void clearIfOurs();
  }

  /** Opens a sheet of the lock screen. When one has loaded, the vault process is forked if there is none. */
  function showWhileLocked(sheet: LockScreen, then?: () => void): void {
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
      if (unlocked) close('locked');
    },
    pressed: () => backstage.note({ pressed: true }),
    viewCrashed(view) {
      if (view === 'main-view') remakeMainView(stage());
      else if (!unlocked && isLockScreen(view)) showWhileLocked(view);
      else stage().closeSheet();
    },
    showRestore(shown) {
      if (!unlocked) showWhileLocked(shown ? 'restore' : lockScreen());
    },
    leaveRescue() {
      rescue = null;
      if (!unlocked) showWhileLocked(lockScreen());
    },
    async end() {
      ending = true;
      const last = vault;
      vault = null;
      await last?.end();
    },
    connect: ports.connect,
  };
}
