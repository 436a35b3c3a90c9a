import { fail, KeyfoldError } from '../common/errors';
import type { UnlockWays } from '../common/keyring';
import { checkNewPassword, errorsOf } from '../common/keys/fields';
import { isRecoveryKey } from '../common/recovery-key';
import { clearFailures, noteAttempt, readAttempts, type UnlockMethod } from './audit/attempts';
import type { Ledger, LedgerNeeds } from './audit/ledger';
import { restoreBackup } from './backups/restore';
import { type Backups, createBackups } from './backups/service';
import type { Control } from './control';
import type { VaultDatabase } from './database/database';
import { openDatabase } from './database/open';
import {
  byPassword,
  byRecoveryKey,
  createFolder,
  type OpenedFolder,
  openWith,
  pathsIn,
  type VaultPaths,
  wipeKeys,
} from './folder';
import { expectSlots } from './generation/slots-hash';
import { createGenerationWatch, type GenerationWatch } from './generation/watch';
import { type KdfCosts, makeMeasuredSlot } from './keyring/calibration';
import { recoverySlotOf } from './keyring/recovery-slot';
import { passwordSlotOf, withSlot } from './keyring/slots';
import { readSlots, writeSlots } from './keyring/slots-file';
import type { Slots } from './keyring/slots-format';
import { typedText } from './keyring/typed-text';
import { logFailure } from './log';
import { raiseInBackground, settleAfterUnlock } from './protection/after-unlock';
import { createBackoff, type FailureStore } from './protection/backoff';
import type { Clock } from './protection/tickets';
import { prepareRekey, type ReadyRekey } from './rekey/rekey';
import { commitSwitch, dropSwitch, finishSwitch } from './switch';

/** The vault while it is open. The secret key is not in here: each act that needs it fetches it and wipes it. */
export interface OpenVault {
  readonly paths: VaultPaths;
  readonly id: string;
  /** The vault key; kept because the device slot opens only together with it. */
  readonly key: Buffer;
  readonly database: VaultDatabase;
  /** The log and the clock. */
  readonly ledger: Ledger;
  readonly backups: Backups;
  /** Whether this is the vault that was here last. */
  readonly generation: GenerationWatch;
  /** As they stand in the file: this process holds the vault, so nobody else writes it. */
  slots: Slots;
  /** What the keychain last said while there is no device slot. */
  keychain: 'missing' | 'unavailable' | 'not-sealed';
  /** Settles when a device slot that is being made is there, or is not to be had. Never rejects. */
  sealing: Promise<void>;
}

export interface Session {
  state(): 'locked' | 'unlocked';
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Makes the vault; `password` in UTF-8, NFC. Errors: `invalid-fields`, those of {@link createFolder}. */
  create(password: Uint8Array): Promise<void>;
  /** Opens the vault. Errors: `try-later`, those of {@link openWith}. */
  unlock(password: Uint8Array): Promise<void>;
  /**
   * Opens the vault with its recovery key and gives it a new master password in the same act. Nothing changes where it
   * fails. Errors: `invalid-fields`, `recovery-key-typo`, `try-later`, those of {@link openWith}.
   */
  recover(recoveryKey: Uint8Array, newPassword: Uint8Array): Promise<void>;
  /**
   * Puts the backup of that name in the vault's place and opens it. Errors: `try-later`, those of {@link restoreBackup}
   * and {@link openWith}.
   */
  restore(name: string, password: Uint8Array): Promise<void>;
  /**
   * Gives the open vault new keys and goes on under them. `password` is the master password, which has just opened
   * `secretKey`; that stays the caller's. The recovery key opens nothing afterwards, and the device slot is made anew.
   * Errors: `backup-failed`, those of {@link prepareRekey}; the vault is as it was then.
   */
  rekey(password: Uint8Array, secretKey: Buffer): Promise<void>;
  /** The ways to open the vault as it stands. */
  ways(): UnlockWays;
  /** Closes the database; the process ends next. */
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
  /** Opens the log of a vault that has just been opened; calls `onQuiet` when the first rows and what belongs to them are done. */
  ledger(opened: OpenedFolder, how: LedgerNeeds['how'], onQuiet: () => void): Ledger;
  /** A backup was made or removed, or failed. */
  onBackups(): void;
  onStepBack: Parameters<typeof createGenerationWatch>[0]['onStepBack'];
  /** Called when the vault has been opened. */
  onUnlocked(): void;
  /** What is open is no longer what stands on the disk: ends the process, so that the vault is locked. */
  giveUp(): void;
  /** For the waits after wrong attempts. */
  clock: Clock;
  /** What master passwords cost. */
  costs: KdfCosts;
}

const isWrong = (error: unknown) =>
  error instanceof KeyfoldError && ['wrong-password', 'wrong-recovery-key'].includes(error.error.code);

/** The one vault of this process: locked until it is made or opened, then open until the process ends. */
export function createSession(needs: SessionNeeds): Session {
  const { folder, control, now, time, onUnlocked, clock, costs } = needs;
  let open: OpenVault | null = null;
  const backoff = createBackoff<UnlockMethod>(clock, now, isWrong);
  const failures = failuresIn(folder);

  const adopt = (opened: OpenedFolder, how: LedgerNeeds['how']): OpenVault => {
    const { paths, slots, database, keys, migrated } = opened;
    const ledger = needs.ledger(opened, how, () => void generation.begin().then(() => backups.begin()));
    const generation = createGenerationWatch({
      database,
      slots: () => open?.slots ?? slots,
      vaultKey: keys.vaultKey,
      audit: ledger.audit,
      how,
      control,
      now,
      time,
      onStepBack: needs.onStepBack,
    });
    const fresh = how === 'vault-created' || how === null;
    const backups = createBackups({ vault: () => vault, now, fresh, migrated, onChanged: needs.onBackups });
    const vault: OpenVault = {
      paths,
      id: slots.vaultId,
      key: keys.vaultKey,
      database,
      ledger,
      backups,
      generation,
      slots,
      keychain: 'not-sealed',
      sealing: Promise.resolve(),
    };
    open = vault;
    // Whoever opened it one way is the owner, who need not wait for the other.
    failures.clear('password');
    settleAfterUnlock(vault, control, keys.secretKey);
    if (how !== null) onUnlocked();
    return vault;
  };

  const close = (former: OpenVault): void => {
    former.generation.end();
    former.database.close();
    former.key.fill(0);
    open = null;
  };

  /** New keys, ready for the switch; everything goes on as before where that fails. */
  const prepared = async (vault: OpenVault, password: Uint8Array, secretKey: Buffer): Promise<ReadyRekey> => {
    try {
      const mark = await vault.generation.hold();
      const given = { vault, password, secretKey, costs, mark, actor: needs.actor, now: now() };
      const ready = await prepareRekey(given);
      if (ready.upToDate()) return ready;
      dropSwitch(folder);
      wipeKeys(ready.keys);
      return fail('internal', {});
    } catch (error) {
      vault.generation.release();
      throw error;
    }
  };

  /** Main opens no second unlock sheet; whoever calls gets no chance to test passwords here either. */
  const refuseIfOpen = (operation: string) => open && fail('not-allowed', { operation });

  return {
    state: () => (open ? 'unlocked' : 'locked'),
    vault: () => open ?? fail('locked', {}),
    ways() {
      const seconds = (method: UnlockMethod) => Math.ceil(backoff.wait(failures, method) / 1000);
      return {
        recoveryKey: hasRecoveryKey(folder),
        waits: { password: seconds('password'), recoveryKey: seconds('recovery-key') },
      };
    },
    async create(password) {
      refuseUnfit(password);
      adopt(await createFolder(folder, password, now(), costs), 'vault-created');
    },
    async unlock(password) {
      refuseIfOpen('session.unlock');
      let took = 0;
      const opened = await backoff.attempt(failures, 'password', () =>
        openWith(
          folder,
          async (slots, path) => {
            const started = performance.now();
            const keys = await byPassword(password)(slots, path);
            took = performance.now() - started;
            return keys;
          },
          now(),
        ),
      );
      const { slots, keys } = opened;
      const better = costs.better(passwordSlotOf(slots).kdf, took);
      // Copied before the vault is adopted, which wipes what it need not keep.
      const raise = better ? { password: Buffer.from(password), secretKey: Buffer.from(keys.secretKey) } : null;
      const vault = adopt(opened, 'unlock');
      if (better && raise) raiseInBackground(vault, raise, better);
    },
    async restore(name, password) {
      refuseIfOpen('backups.restore');
      const mark = (await control.ask('readMark', {}))?.mark ?? null;
      const given = { folder, name, unwrap: byPassword(password), mark, actor: needs.actor, now: now() };
      await backoff.attempt(failures, 'password', () => restoreBackup(given));
      adopt(await openWith(folder, byPassword(password), now()), 'unlock');
    },
    async recover(recoveryKey, newPassword) {
      refuseIfOpen('session.recover');
      refuseUnfit(newPassword);
      if (!isRecoveryKey(recoveryKey)) fail('recovery-key-typo', {});
      const opened = await backoff.attempt(failures, 'recovery-key', () =>
        openWith(folder, byRecoveryKey(recoveryKey), now()),
      );
      try {
        const slot = await makeMeasuredSlot(opened.slots, opened.keys, newPassword, costs);
        opened.slots = withSlot(opened.slots, slot);
        // Its row is written after the first rows of the list, and the note that it is owed stays until then.
        expectSlots(opened.database, opened.slots, 'recovered');
        writeSlots(opened.paths.slots, opened.slots, 'replace-all');
      } catch (error) {
        opened.database.close();
        wipeKeys(opened.keys);
        throw error;
      }
      adopt(opened, 'recovered');
    },
    async rekey(password, secretKey) {
      const former = open ?? fail('locked', {});
      try {
        await former.backups.make('before-rekey');
      } catch (error) {
        if (error instanceof KeyfoldError) fail('backup-failed', { cause: error.error });
        throw error;
      }
      // A device slot that is being made would be written into the vault that goes.
      await former.sealing;
      const ready = await prepared(former, password, secretKey);
      // From here on in one go: nothing is written into the vault that goes, and nobody finds it closed.
      former.backups.end();
      former.ledger.leave();
      close(former);
      const { paths } = former;
      try {
        commitSwitch(folder);
        finishSwitch(paths);
        const { keys, slots } = ready;
        const database = openDatabase(paths.database, keys.vaultKey, slots.vaultId);
        adopt({ paths, slots, keys, database, migrated: null }, null);
      } catch (error) {
        // On the disk it is one vault or the other, and the next unlock finds out which. Here it is neither.
        wipeKeys(ready.keys);
        logFailure('rekey', error);
        needs.giveUp();
        throw error;
      }
    },
    end() {
      if (!open) return;
      open.backups.end();
      open.ledger.end();
      close(open);
    },
  };
}

/** Slots that can't be read are for the unlocking to name. */
function hasRecoveryKey(folder: string): boolean {
  try {
    return recoverySlotOf(readSlots(pathsIn(folder).slots)) !== null;
  } catch {
    return false;
  }
}

/** The failures in a row as the file beside the vault has them. */
function failuresIn(folder: string): FailureStore<UnlockMethod> {
  const what = { password: 'unlock-failed', 'recovery-key': 'recovery-failed' } as const;
  return {
    read: (method) => readAttempts(folder).inARow[method],
    write: (method, count, at) => noteAttempt(folder, { at, what: what[method] }, { method, failures: count }),
    clear() {
      try {
        clearFailures(folder);
      } catch (error) {
        // The vault opens all the same.
        logFailure('attempts', error);
      }
    },
  };
}

/** Errors: `invalid-fields`, where a new master password breaks a rule. */
export function refuseUnfit(password: Uint8Array): void {
  const issues = errorsOf(checkNewPassword(typedText(password)));
  if (issues.length > 0) fail('invalid-fields', { issues });
}
