import { setTimeout as after } from 'node:timers/promises';
import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { Attention } from '../../common/attention';
import type { ClosedHow, ControlName, ControlRequests, FromMain, FromVault, Origin } from '../../common/control';
import { KeyfoldError } from '../../common/errors';
import type { Language } from '../../common/languages';
import type { Rescue } from '../../common/replaced';
import type { View } from '../../common/views';
// This imports the path of the bundle, not its code. The vault process shares only `common` with this one.
import vaultEntry from '../../vault/index?modulePath';
import stretcherEntry from '../../vault/transfer/stretcher?modulePath';
import workerEntry from '../../vault/worker?modulePath';
import { copyForAWhile } from '../platform/clipboard';
import { noteFailure, noteOwnFailure } from '../platform/failures';
import type { MarkStore } from '../platform/generation-mark';
import { type HandoverKey, newHandoverKey } from '../platform/handover';
import { seal, unseal } from '../platform/keychain';
import { log } from '../platform/log';
import { createSaves, type Saves } from './saves';

/** One vault process, from its fork to its end. */
export interface VaultProcess {
  /** SQLite's version; empty until the process has reported it. */
  readonly sqlite: string;
  /** Makes a new port to the vault for a view of this kind. */
  connect(view: View): MessagePortMain;
  /**
   * Tells the process, before the vault is opened, when and how the vault was closed. `at` is in milliseconds since the
   * epoch.
   */
  noteClosed(what: ClosedHow, at: number): void;
  /** Gives the process what an earlier one had open when the vault's files were replaced. */
  give(rescue: Rescue): void;
  /** The person chose another language: the command `keyfold` prints it. */
  speak(language: Language): void;
  /** Kills the process, and with it everything that it knows. */
  kill(): void;
  /**
   * Asks the process to close the database and end, and kills it after a second. Resolves when it is gone, or after
   * three seconds.
   */
  end(): Promise<void>;
}

export interface VaultProcessHooks {
  /** The process runs and has loaded what an unlock needs. */
  ready(): void;
  unlocked(): void;
  /** Keys of the open vault need a person. */
  attention(found: Attention): void;
  /** What the requests of programs need of the window now. */
  asked(wanted: Extract<FromVault, { kind: 'asked' }>['wanted']): void;
  /** A program asks to lock the vault. */
  lock(): void;
  /** The open vault's files were replaced. The process is locked, and must be killed. */
  replaced(rescue: Rescue): void;
  /** The process ended although nobody here had asked it to. */
  died(): void;
  /**
   * Shows a save dialog. Returns the chosen path or `null`. `usual` is as in {@link ControlRequests}; it is left out if
   * a file may be overwritten.
   */
  askSavePath(fileName: string, usual?: string | null): Promise<string | null>;
  /** Shows a dialog for a file to be read or changed. Returns the chosen path or `null`. */
  askOpenPath(what: 'keys' | 'identity' | 'archive' | 'vault' | 'tool', usual?: string | null): Promise<string | null>;
  /** Shows a dialog for a folder. Returns the chosen path or `null`. */
  askFolder(what: ControlRequests['folderPath']['ask']['what']): Promise<string | null>;
  /** Returns the second folder for this vault's backups; `null`: none. */
  backupPlace(): string | null;
  keepBackupPlace(folder: string | null): void;
  /** Returns where a vault that is copied here may be put. */
  newPlace(): string;
  /** A person chose another vault on the lock screen. This process is killed then. */
  useVault(choice: ControlRequests['useVault']['ask']): void;
  /** Where the mark of the vault's generation is kept. */
  marks: MarkStore;
}

/**
 * Tests that run from the sources can give every new password the same cost, so that they don't depend on a
 * measurement. `usual` is the least that this machine gives a password, `least` is the least that is accepted at all.
 * The installed application ignores this. `app.isPackaged` is not used for that: it depends on the name of the
 * program's file.
 */
const steadyCost = process.defaultApp ? (process.env.KEYFOLD_STEADY_COST ?? '') : '';

/** Milliseconds after the vault was opened in which the first rows are painted, also on a slow machine. */
const rowsPaintedAfter = 300;

/** What the vault process has to know of the command `keyfold`. */
export interface CommandFacts {
  /** The path of the program; empty: there is none. */
  program: string;
  /** Keyfold's own folder, for the socket where the system has no folder for it. */
  userData: string;
  /** The language of what the command prints. */
  language: Language;
  /** Keyfold's version, which the command says. */
  version: string;
}

/** Forks a vault process for the vault in this folder. */
export function forkVault(
  folder: string,
  origins: readonly Origin[],
  { program, userData, language, version }: CommandFacts,
  hooks: VaultProcessHooks,
): VaultProcess {
  const files = [folder, stretcherEntry, workerEntry];
  const command = [program, userData, language, version];
  const child = utilityProcess.fork(vaultEntry, [...files, steadyCost, origins.join(','), ...command], {
    serviceName: 'Keyfold Vault',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let sqlite = '';
  /** When the vault was opened, on a monotonic clock in milliseconds. */
  let openedAt = Number.NEGATIVE_INFINITY;
  let wanted = false;
  let killed = false;
  const saves = createSaves();
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      gone = true;
      saves.undo();
      resolve();
      if (wanted) return;
      log('the vault process ended by itself');
      hooks.died();
    });
  });

  const post = (message: FromMain, ports: MessagePortMain[] = []) => {
    if (!gone) child.postMessage(message, ports);
  };

  const answers = answersOf(hooks, saves, () => openedAt);

  child.on('message', (message: FromVault) => {
    // Its last words may come after it was killed, and another vault may have been chosen since.
    if (killed) return;
    if (message.kind === 'ready') {
      sqlite = message.sqlite;
      hooks.ready();
    } else if (message.kind === 'unlocked') {
      openedAt = performance.now();
      hooks.unlocked();
    } else if (message.kind === 'attention') {
      if (!wanted) hooks.attention(message.attention);
    } else if (message.kind === 'failed') {
      noteFailure('vault', message.failure);
    } else if (message.kind === 'asked') {
      if (!wanted) hooks.asked(message.wanted);
    } else if (message.kind === 'lock') {
      if (!wanted) hooks.lock();
    } else if (message.kind === 'replaced') {
      if (!wanted) hooks.replaced(message.rescue);
    } else if (message.kind === 'ask') {
      const { number, name, ask } = message;
      const handler = answers[name] as (ask: unknown) => Promise<ControlRequests[ControlName]['answer']>;
      handler(ask).then(
        (answer) => post({ kind: 'answer', number, answer }),
        (error) => {
          if (!(error instanceof KeyfoldError)) noteOwnFailure(name, error);
          log(`the vault's request "${name}" failed`);
          post({ kind: 'answer', number, answer: null });
        },
      );
    }
  });

  return {
    get sqlite() {
      return sqlite;
    },
    connect(view) {
      const { port1, port2 } = new MessageChannelMain();
      post({ kind: 'connect', view }, [port1]);
      return port2;
    },
    noteClosed: (what, at) => post({ kind: 'closed', what, at }),
    give: (rescue) => post({ kind: 'rescue', rescue }),
    speak: (language) => post({ kind: 'language', language }),
    kill() {
      wanted = true;
      killed = true;
      child.kill();
    },
    async end() {
      wanted = true;
      post({ kind: 'end' });
      const impatient = setTimeout(() => child.kill(), 1000);
      // The application can quit even if the process doesn't end: SQLite's journal undoes what was half done.
      await Promise.race([ended, after(3000)]);
      clearTimeout(impatient);
    },
  };
}

type Answers = {
  [N in keyof ControlRequests]: (ask: ControlRequests[N]['ask']) => Promise<ControlRequests[N]['answer']>;
};

/**
 * Makes the handlers of what the vault process asks main for. `openedAt` returns when the vault was opened, on a
 * monotonic clock in milliseconds.
 */
function answersOf(hooks: VaultProcessHooks, saves: Saves, openedAt: () => number): Answers {
  let copyKey: HandoverKey | null = null;
  return {
    seal: async ({ share }) => {
      // A keychain keeps this process busy for some frames, and the first rows come first.
      await after(Math.max(0, openedAt() + rowsPaintedAfter - performance.now()));
      return seal(share);
    },
    unseal: ({ sealed, backend }) => unseal(sealed, backend),
    copyKey: async () => {
      copyKey = newHandoverKey();
      return { publicKey: copyKey.publicKey };
    },
    copy: async ({ sealed }) => {
      const text = copyKey?.open(sealed);
      copyKey = null;
      // The vault hears that it could not be done.
      if (!text) throw new KeyfoldError({ code: 'internal' });
      return copyForAWhile(text);
    },
    savePath: async ({ fileName, usual }) => saves.place(await hooks.askSavePath(fileName, usual)),
    changePath: async ({ usual }) => {
      const chosen = await hooks.askOpenPath('tool', usual);
      return chosen === null ? { path: null } : saves.change(chosen);
    },
    openPath: async ({ what }) => ({ path: await hooks.askOpenPath(what) }),
    folderPath: async ({ what }) => ({ path: await hooks.askFolder(what) }),
    backupPlace: async () => ({ folder: hooks.backupPlace() }),
    keepBackupPlace: async ({ folder }) => {
      hooks.keepBackupPlace(folder);
      return { kept: true };
    },
    newPlace: async () => ({ folder: hooks.newPlace() }),
    useVault: async (choice) => {
      hooks.useVault(choice);
      return { used: true };
    },
    keepMark: async ({ mark }) => {
      await hooks.marks.keep(mark);
      return { kept: true };
    },
    readMark: async () => ({ mark: await hooks.marks.read() }),
  };
}
