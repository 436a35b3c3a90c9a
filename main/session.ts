import type { Attention } from '../common/attention';
import type { ClosedHow } from '../common/control';
import type { Language } from '../common/languages';
import type { Rescue } from '../common/replaced';
import type { Opening, View } from '../common/views';
import type { Asking } from './asking';
import { clearIfOurs } from './platform/clipboard';
import { openMarks } from './platform/generation-mark';
import { vaultExists } from './vault/exists';
import { closeFileDialogs, fileDialogs } from './vault/file-dialogs';
import type { KnownVaults } from './vault/known-vaults';
import { type CommandFacts, forkVault, type VaultProcess } from './vault/process';
import type { Stage } from './windows/stage';

/**
 * The locked and the unlocked state. Locked means: the vault process has no key, and the create or unlock sheet is over
 * a main view that knows nothing. Locking ends the process that has the keys and every view that may have shown
 * something.
 */
export interface Session {
  readonly unlocked: boolean;
  readonly sqlite: string;
  /** Returns the sheet that `begin` shows. */
  lockScreen(): LockScreen;
  /** Shows the first sheet, then starts the vault process, then the main view behind the sheet. */
  begin(): void;
  /** Resolves when the first sheet is on the screen. What the first picture doesn't need waits for this. */
  readonly painted: Promise<void>;
  lock(): void;
  /** A key or a button went down in a view. At the lock screen, the main view is made ready then. */
  pressed(): void;
  /**
   * Call this when a view's process ended by itself. The view is replaced, or its sheet is closed. Only what was typed
   * is lost.
   */
  viewCrashed(view: View): void;
  /**
   * Changes between the lock screen and the sheet that restores a backup. The lock screen is the right one for what is in
   * the folder now. Does nothing while the vault is open.
   */
  showRestore(shown: boolean): void;
  /**
   * Chooses another vault and shows its lock screen. Nothing of the former one stays. Does nothing while a vault is open,
   * or if `choose` says that there is none.
   */
  changeVault(choose: () => boolean): void;
  /** The person chose another language. */
  speak(language: Language): void;
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

function lockScreenOf(vaults: KnownVaults): LockScreen {
  if (vaults.fresh) return 'create';
  // Only Keyfold's own folder can be one where there was no vault yet. Any other is one that isn't there now.
  return !vaults.own || vaultExists(vaults.current) ? 'unlock' : 'create';
}

/** What a vault process may ask about the places of vaults and of files. */
function placesOf(vaults: KnownVaults, stage: () => Stage) {
  const kept = vaults.keptOf(vaults.current);
  return {
    ...fileDialogs(() => stage().window),
    newPlace: vaults.newPlace,
    backupPlace: kept.backups,
    keepBackupPlace: kept.keepBackups,
    marks: openMarks(kept),
  };
}

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
  stage.raiseMainView();
  // The sheet of a new vault goes on to offer a recovery key, and says itself when it has finished.
  if (stage.sheet === 'create') stage.refresh();
  else stage.closeSheet();
}

/** Takes back what Keyfold has outside of its window. Nothing waits for it. */
function tidyOutside(asking: Asking): void {
  // Who asked the last process hears its end.
  asking.heard('none');
  void closeFileDialogs();
  void clearIfOurs();
}

function remakeMainView({ dropMainView, raiseMainView }: Stage): void {
  dropMainView();
  raiseMainView();
}

/** Returns `false` if there is no window any more. */
function dropMainView(stage: Stage): boolean {
  if (stage.window.isDestroyed()) return false;
  stage.dropMainView();
  return true;
}

/** What the last process of a vault left for the next one of the same vault. */
function createLeft() {
  /** How the vault was closed. It is kept until the next process has been told. */
  let closed: { what: ClosedHow; at: number } | null = null;
  return {
    /** What the vault had open when its files were replaced, until a person has said what happens to it. */
    rescue: null as Rescue | null,
    /** `null`: there is nothing to tell. */
    noteClosed(what: ClosedHow | null): void {
      closed = what && { what, at: Date.now() };
    },
    giveTo(vault: VaultProcess): void {
      if (closed) vault.noteClosed(closed.what, closed.at);
      closed = null;
      if (this.rescue) vault.give(this.rescue);
    },
  };
}

/** Gives pages their ports, in the order in which they load. A page that loads before the vault's fork waits here. */
function createPorts(vault: () => VaultProcess | null) {
  let waiting: (() => void)[] = [];
  let noteBegun = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    noteBegun = resolve;
  });
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
    /** Resolves when the vault was forked for the first time. */
    begun,
    /** The vault was forked: gives those that wait their ports. */
    handOut(): void {
      noteBegun();
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

export interface SessionNeeds {
  vaults: KnownVaults;
  /** A function, because the stage needs the session and the session needs the stage. */
  stage(): Stage;
  /** Called when another vault was chosen. */
  switched(): void;
  /** Called when the vault process has ended by itself more than three times within five minutes. */
  giveUp(): void;
  /** Called when keys of the open vault need a person. */
  attention(found: Attention): void;
  /** Brings what programs ask for to a person. */
  asking: Asking;
  /** Returns what a vault process has to know of the command `keyfold`. */
  command(): CommandFacts;
}

/** Makes the session, locked. */
export function openSession({ vaults, stage, switched, giveUp, ...needs }: SessionNeeds): Session {
  let vault: VaultProcess | null = null;
  let [unlocked, ending] = [false, false];
  const [ports, diedTooOften] = [createPorts(() => vault), countDeaths()];
  const [left, backstage] = [createLeft(), createBackstage(stage)];

  function fork(): void {
    if (ending) return;
    vault = forkVault(vaults.current, vaults.origins, needs.command(), {
      ready: () => backstage.note({ ready: true }),
      unlocked() {
        vaults.opened();
        unlocked = true;
        showUnlocked(stage());
      },
      replaced(found) {
        left.rescue = found;
        close('vault-replaced');
      },
      died() {
        vault = null;
        if (unlocked) left.noteClosed('vault-ended');
        if (diedTooOften()) return giveUp();
        toLocked(() => stage().tell('vaultEnded', null));
      },
      ...{ ...placesOf(vaults, stage), attention: needs.attention, asked: needs.asking.heard, lock },
      useVault: (choice) => changeVault(() => vaults.use(choice)),
    });
    left.giveTo(vault);
    ports.handOut();
  }

  const lock = () => (unlocked ? close('locked') : undefined);
  const lockScreen = () => (left.rescue ? 'rescue' : lockScreenOf(vaults));

  function changeVault(choose: () => boolean): void {
    if (unlocked || !choose()) return;
    left.rescue = null;
    switched();
    close(null);
  }

  /** Ends the process that has the keys. The next one is told why, unless it is another vault's. */
  function close(what: ClosedHow | null): void {
    vault?.kill();
    vault = null;
    left.noteClosed(what);
    toLocked();
  }

  function toLocked(then?: () => void): void {
    unlocked = false;
    backstage.note({ ready: false, pressed: false });
    ports.drop();
    if (dropMainView(stage())) showWhileLocked(lockScreen(), then);
    // This comes last, since it asks other programs.
    tidyOutside(needs.asking);
  }

  /** Opens a sheet of the lock screen. When one is painted, the vault process is forked if there is none. */
  function showWhileLocked(sheet: LockScreen, then?: () => void): void {
    stage().openSheet(sheet === 'create' ? { sheet, place: vaults.current } : { sheet }, () => {
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
    lockScreen,
    begin: () => toLocked(),
    painted: ports.begun,
    lock,
    speak: (language) => vault?.speak(language),
    pressed: () => backstage.note({ pressed: true }),
    viewCrashed(view) {
      if (view === 'main-view') remakeMainView(stage());
      else if (!unlocked && isLockScreen(view)) showWhileLocked(view);
      else stage().closeSheet();
    },
    showRestore: (shown) => unlocked || showWhileLocked(shown ? 'restore' : lockScreen()),
    changeVault,
    leaveRescue() {
      left.rescue = null;
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
