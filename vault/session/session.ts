import { fail, KeyfoldError } from '../../common/errors';
import type { UnlockWays } from '../../common/keyring';
import type { Replaced, Rescue } from '../../common/replaced';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { outsideQueue } from '../base/queue';
import { reportFailure } from '../base/report-failure';
import { refuseUnfit } from '../base/typed-text';
import { openDatabase } from '../store/database/open';
import { createFolder, followSlots, type OpenedFolder } from '../store/folder';
import { keepPresence } from '../store/presence';
import type { KdfCosts } from '../store/slots/calibration';
import { wipeKeys } from '../store/slots/slots';
import { commitSwitch, dropSwitch, finishSwitch } from '../store/switch';
import { raiseInBackground, settleAfterUnlock } from './after-unlock';
import type { Backups } from './backups';
import { type Passed, planPassed, spend } from './effects/passed';
import type { GenerationWatch, GenerationWatchNeeds } from './generation-watch';
import type { Ledger, LedgerNeeds } from './ledger';
import type { OpenVault } from './open-vault';
import { closeVault, openParts, type VaultParts } from './parts';
import type { ResealAuthenticator } from './rekey/rebuild';
import { prepareRekey, type ReadyRekey, type RekeyTurns } from './rekey/rekey';
import { createWaysIn } from './ways-in';

export interface Session {
  state(): 'locked' | 'unlocked';
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Returns the backups of the open vault. Errors: `locked`. */
  backups(): Backups;
  /** Returns the check if the open vault is the one that was here last. Errors: `locked`. */
  generation(): GenerationWatch;
  /** Makes the vault. `password` is in UTF-8, NFC. Errors: `invalid-fields`, those of {@link createFolder}. */
  create(password: Uint8Array): Promise<void>;
  /** Opens the vault. Errors: `try-later`, those of {@link openWith}. */
  unlock(password: Uint8Array): Promise<void>;
  /**
   * Opens the vault with its recovery key and gives it a new master password in the same act. If it fails, nothing
   * changes. Errors: `invalid-fields`, `recovery-key-typo`, `try-later`, those of {@link openWith}.
   */
  recover(recoveryKey: Uint8Array, newPassword: Uint8Array): Promise<void>;
  /**
   * Puts the backup of that name in the vault's place and opens it. `present` is the password of the vault in place, if
   * another one is needed for that. Errors: `try-later`, those of {@link restoreBackup}
   * and {@link openWith}.
   */
  restore(name: string, password: Uint8Array, present?: Uint8Array): Promise<void>;
  /**
   * Gives the open vault new keys and continues with them. `password` is the master password, which has just opened
   * `secretKey`. The secret key stays the caller's. The recovery key opens nothing afterwards, and the device slot is
   * made anew. Errors: `backup-failed`, `cancelled`, those of {@link prepareRekey}. After an error the vault is as it was.
   */
  rekey(passed: Passed, password: Uint8Array, secretKey: Buffer, turns: RekeyTurns): Promise<void>;
  /** New keys are being made. What would change the vault meanwhile would be lost, so it is refused. */
  renewing(): boolean;
  /** Returns the ways to open the vault as it is now. */
  ways(): UnlockWays;
  /** Closes the database. The process ends next. */
  end(): void;
}

export interface SessionNeeds {
  folder: string;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The local user's name, for the log. */
  actor: string;
  time: Clock;
  /**
   * Opens the log of a vault that has just been opened. Calls `onQuiet` when the first rows and the log's own work are
   * done.
   */
  ledger(opened: OpenedFolder, how: LedgerNeeds['how'], onQuiet: () => void): Ledger;
  /** Called when a backup was made or removed, or has failed. */
  onBackups(): void;
  onStepBack: GenerationWatchNeeds['onStepBack'];
  /** Called when the vault has been opened. */
  onUnlocked(): void;
  /**
   * Called when the open vault's files were moved, removed, replaced, or written by another program. The session is
   * locked then.
   */
  onReplaced(rescue: Rescue): void;
  /** Called when the open vault is no longer the one on the disk. Ends the process, so that the vault is locked. */
  giveUp(): void;
  /** Times the waits after wrong attempts. */
  clock: Clock;
  /** How much a master password costs to check. */
  costs: KdfCosts;
  /** The vault comes from elsewhere and was never opened here. */
  foreign: boolean;
  /** Its folder isn't Keyfold's own, so another machine may have it open. */
  shared: boolean;
  /** Seals the authenticator app's key again in a vault that gets new keys. */
  resealAuthenticator: ResealAuthenticator;
}

/**
 * Makes the session of the one vault of this process. The vault is locked until it is made or opened. Then it is open
 * until the process ends.
 */
export function createSession(needs: SessionNeeds): Session {
  const { folder, control, now, onUnlocked, costs } = needs;
  let open: VaultParts | null = null;
  /** Tells other machines that this one doesn't have the vault open any more. */
  let leavePlace: (() => void) | null = null;
  const renewal = createRenewal();
  const waysIn = createWaysIn(needs);

  /** Hands over what was open, and locks. Nothing is written any more. */
  const giveAway = (found: Replaced): void => {
    if (!open) return;
    const { vault, ledger, backups } = open;
    needs.onReplaced({ found, at: now(), held: vault.database.held() });
    backups.end();
    ledger.leave();
    closeVault(open);
    open = null;
  };

  const adopt = (opened: OpenedFolder, how: LedgerNeeds['how']): OpenVault => {
    open = openParts(opened, how, { ...needs, onReplaced: giveAway });
    waysIn.succeeded();
    if (needs.shared) leavePlace ??= keepPresence(folder, needs.actor, needs.time);
    settleAfterUnlock(open.vault, control, opened.keys.secretKey);
    if (how !== null) onUnlocked();
    return open.vault;
  };
  const parts = () => open ?? fail('locked', {});
  /** Main opens no second unlock sheet. If something calls nevertheless, it can't test passwords here. */
  const refuseIfOpen = (operation: string) => open && fail('not-allowed', { operation });

  return {
    // From the moment when the files are found replaced, nothing is done any more.
    state: () => (open && !open.vault.database.files?.found ? 'unlocked' : 'locked'),
    vault: () => parts().vault,
    backups: () => parts().backups,
    generation: () => parts().generation,
    ways: waysIn.ways,
    async create(password) {
      refuseUnfit(password);
      adopt(await createFolder(folder, password, now(), costs), 'vault-created');
    },
    async unlock(password) {
      refuseIfOpen('session.unlock');
      const { opened, raise } = await waysIn.unlock(password);
      const vault = adopt(opened, 'unlock');
      if (raise) raiseInBackground(vault, raise, raise.cost);
    },
    async restore(name, password, present) {
      refuseIfOpen('backups.restore');
      adopt(await waysIn.restore(name, password, present), 'unlock');
    },
    async recover(recoveryKey, newPassword) {
      refuseIfOpen('session.recover');
      adopt(await waysIn.recover(recoveryKey, newPassword), 'recovered');
    },
    renewing: renewal.writing,
    async rekey(passed, password, secretKey, turns) {
      const former = parts();
      planPassed(passed);
      const ready = await renewal.once((begin) =>
        newKeysFor(former, password, secretKey, { ...needs, turns, begin, isOpen: () => open === former }),
      );
      // From here on everything runs in one go. So nothing is written into the vault that is replaced, and no call
      // finds it closed.
      spend(passed);
      former.backups.end();
      former.ledger.leave();
      closeVault(former);
      open = null;
      try {
        adopt(switchTo(former.vault, ready), null);
      } catch (error) {
        // On the disk it is the old vault or the new one, and the next unlock finds out which. Here it is neither.
        wipeKeys(ready.keys);
        reportFailure('rekey', error);
        needs.giveUp();
        throw error;
      }
    },
    end() {
      if (!open) return;
      open.backups.end();
      open.ledger.end();
      const { files } = open.vault.database;
      if (files?.found) return giveAway(files.found);
      leavePlace?.();
      closeVault(open);
      open = null;
    },
  };
}

/** The making of new keys, which never happens twice at the same time. */
interface Renewal {
  /** They are being written, so nothing else may be. */
  writing(): boolean;
  /** Runs `make`, which calls `begin` when it is about to write. Errors: `new-keys-under-way`, those of `make`. */
  once(make: (begin: () => void) => Promise<ReadyRekey>): Promise<ReadyRekey>;
}

function createRenewal(): Renewal {
  let asked = false;
  let writing = false;
  return {
    writing: () => writing,
    async once(make) {
      if (asked) fail('new-keys-under-way', {});
      asked = true;
      try {
        return await make(() => {
          writing = true;
        });
      } finally {
        asked = false;
        writing = false;
      }
    },
  };
}

interface RekeyingNeeds extends SessionNeeds {
  turns: RekeyTurns;
  /** Called when the new keys are about to be written: from then on nothing else may be. */
  begin(): void;
  /** The vault that gets new keys is still the open one. */
  isOpen(): boolean;
}

/** Makes new keys, ready for the switch. If that fails, everything continues as before. Errors: those of `rekey`. */
async function newKeysFor(
  { vault, backups, generation }: VaultParts,
  password: Uint8Array,
  secretKey: Buffer,
  { folder, costs, actor, now, resealAuthenticator, turns, begin, isOpen }: RekeyingNeeds,
): Promise<ReadyRekey> {
  try {
    await backups.make('before-rekey');
  } catch (error) {
    if (error instanceof KeyfoldError) fail('backup-failed', { cause: error.error });
    throw error;
  }
  try {
    const mark = await outsideQueue(async () => {
      // A device slot that is being made is waited for, because it would be written into the vault that is replaced.
      await vault.sealing;
      return generation.hold();
    });
    // Other new keys may have replaced this vault meanwhile.
    if (!isOpen()) fail('internal', {});
    // Only now: what waits for main may never end, and must not keep others waiting.
    begin();
    const ready = await prepareRekey({
      vault,
      password,
      secretKey,
      costs,
      mark,
      actor,
      now: now(),
      resealAuthenticator,
      turns,
    });
    try {
      // The switch goes by the vault's path, where another vault may be by now.
      vault.database.files?.check();
      if (!ready.upToDate()) fail('internal', {});
      return ready;
    } catch (error) {
      if (!vault.database.files?.found) dropSwitch(folder);
      wipeKeys(ready.keys);
      throw error;
    }
  } catch (error) {
    generation.release();
    throw error;
  }
}

/** Puts the vault with new keys in the place of the closed one, and opens it. */
function switchTo({ paths }: OpenVault, { keys, slots }: ReadyRekey): OpenedFolder {
  commitSwitch(paths.folder);
  finishSwitch(paths);
  const database = openDatabase(paths.database, keys.vaultKey, slots.vaultId);
  followSlots(database, paths, slots);
  return { paths, slots, keys, database, migrated: null };
}
