import { fail, KeyfoldError } from '../common/errors';
import type { UnlockWays } from '../common/keyring';
import { checkNewPassword, errorsOf } from '../common/keys/fields';
import { secretText } from '../common/keys/text-bytes';
import { isRecoveryKey } from '../common/recovery-key';
import { clearFailures, noteAttempt, readAttempts, type UnlockMethod } from './audit/attempts';
import type { Ledger, LedgerNeeds } from './audit/ledger';
import type { Control } from './control';
import type { VaultDatabase } from './database/database';
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
import { type KdfCosts, makeMeasuredSlot } from './keyring/calibration';
import { recoverySlotOf } from './keyring/recovery-slot';
import { passwordSlotOf, withSlot } from './keyring/slots';
import { readSlots, writeSlots } from './keyring/slots-file';
import type { Slots } from './keyring/slots-format';
import { logFailure } from './log';
import { raiseInBackground, settleAfterUnlock } from './protection/after-unlock';
import { createBackoff, type FailureStore } from './protection/backoff';
import type { Clock } from './protection/tickets';

/** The vault while it is open. The secret key is not in here: each act that needs it fetches it and wipes it. */
export interface OpenVault {
  readonly paths: VaultPaths;
  readonly id: string;
  /** The vault key; kept because the device slot opens only together with it. */
  readonly key: Buffer;
  readonly database: VaultDatabase;
  /** The log and the clock. */
  readonly ledger: Ledger;
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
  /** Opens the log of a vault that has just been opened. */
  ledger(opened: OpenedFolder, how: LedgerNeeds['how']): Ledger;
  /** Called when the vault has been opened. */
  onUnlocked(): void;
  /** For the waits after wrong attempts. */
  clock: Clock;
  /** What master passwords cost. */
  costs: KdfCosts;
}

const isWrong = (error: unknown) =>
  error instanceof KeyfoldError && ['wrong-password', 'wrong-recovery-key'].includes(error.error.code);

/** The one vault of this process: locked until it is made or opened, then open until the process ends. */
export function createSession({ folder, control, now, ledger, onUnlocked, clock, costs }: SessionNeeds): Session {
  let open: OpenVault | null = null;
  const backoff = createBackoff<UnlockMethod>(clock, now, isWrong);
  const failures = failuresIn(folder);

  const adopt = (opened: OpenedFolder, how: LedgerNeeds['how']): OpenVault => {
    const { paths, slots, database, keys } = opened;
    const vault: OpenVault = {
      paths,
      id: slots.vaultId,
      key: keys.vaultKey,
      database,
      ledger: ledger(opened, how),
      slots,
      keychain: 'not-sealed',
      sealing: Promise.resolve(),
    };
    open = vault;
    // Whoever opened it one way is the owner, who need not wait for the other.
    failures.clear('password');
    settleAfterUnlock(vault, control, keys.secretKey);
    onUnlocked();
    return vault;
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
        openWith(folder, async (slots, path) => {
          const started = performance.now();
          const keys = await byPassword(password)(slots, path);
          took = performance.now() - started;
          return keys;
        }),
      );
      const { slots, keys } = opened;
      const better = costs.better(passwordSlotOf(slots).kdf, took);
      // Copied before the vault is adopted, which wipes what it need not keep.
      const raise = better ? { password: Buffer.from(password), secretKey: Buffer.from(keys.secretKey) } : null;
      const vault = adopt(opened, 'unlock');
      if (better && raise) raiseInBackground(vault, raise, better);
    },
    async recover(recoveryKey, newPassword) {
      refuseIfOpen('session.recover');
      refuseUnfit(newPassword);
      if (!isRecoveryKey(recoveryKey)) fail('recovery-key-typo', {});
      const opened = await backoff.attempt(failures, 'recovery-key', () =>
        openWith(folder, byRecoveryKey(recoveryKey)),
      );
      try {
        const slot = await makeMeasuredSlot(opened.slots, opened.keys, newPassword, costs);
        opened.slots = withSlot(opened.slots, slot);
        writeSlots(opened.paths.slots, opened.slots, 'replace-all');
      } catch (error) {
        opened.database.close();
        wipeKeys(opened.keys);
        throw error;
      }
      adopt(opened, 'recovered');
    },
    end() {
      open?.ledger.end();
      open?.database.close();
      open?.key.fill(0);
      open = null;
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
  const issues = errorsOf(checkNewPassword(passwordText(password)));
  if (issues.length > 0) fail('invalid-fields', { issues });
}

function passwordText(password: Uint8Array): string {
  try {
    return secretText(password);
  } catch {
    return fail('invalid-fields', { issues: [{ field: 'password', problem: 'hidden-characters', severity: 'error' }] });
  }
}
