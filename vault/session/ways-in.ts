import { type AppError, fail, KeyfoldError } from '../../common/errors';
import type { UnlockWays } from '../../common/keyring';
import { isRecoveryKey } from '../../common/recovery-key';
import { fileError } from '../../common/system-errors';
import { clearFailures, noteAttempt, readAttempts, type UnlockMethod } from '../audit/attempts';
import { createBackoff, type FailureStore } from '../base/backoff';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { KdfCost } from '../base/crypto/kdf';
import { outsideQueue } from '../base/queue';
import { reportFailure } from '../base/report-failure';
import { refuseUnfit } from '../base/typed-text';
import { type OpenedFolder, openWith } from '../store/folder';
import { pathsIn } from '../store/paths';
import { refuseAway } from '../store/place';
import { refuseIfOpenElsewhere } from '../store/presence';
import { type KdfCosts, makeMeasuredSlot } from '../store/slots/calibration';
import { writeOpenSlots } from '../store/slots/open-slots';
import { recoverySlotOf } from '../store/slots/recovery-slot';
import { passwordSlotOf, wipeKeys, withSlot } from '../store/slots/slots';
import { readSlots } from '../store/slots/slots-file';
import { expectSlots } from '../store/slots/slots-hash';
import { byPassword, byRecoveryKey } from '../store/slots/unwrap';
import { readKeptMark } from './mark-keeper';
import type { ResealAuthenticator } from './rekey/rebuild';
import { restoreBackup } from './restore';

/** The ways into a locked vault, with the waits after wrong attempts. */
export interface WaysIn {
  /** Returns the ways as they are now, and how long each has to wait. */
  ways(): UnlockWays;
  /**
   * Opens the vault with the master password (UTF-8, NFC). `raise` is there if the password should have a higher cost
   * on this machine. The caller passes its copies on to be wiped. Errors: `try-later`, those of {@link openWith}.
   */
  unlock(password: Uint8Array): Promise<{ opened: OpenedFolder; raise: Raise | null }>;
  /** Opens the vault with the recovery key, under a new master password. Errors: those of `Session.recover`. */
  recover(recoveryKey: Uint8Array, newPassword: Uint8Array): Promise<OpenedFolder>;
  /**
   * Puts a backup in the vault's place and opens it. `present` is the password of the vault in place, if it was asked
   * for. Errors: those of `Session.restore`.
   */
  restore(name: string, password: Uint8Array, present?: Uint8Array): Promise<OpenedFolder>;
  /** Called when the vault is open. Who opened it one way is the owner, and need not wait for the other way. */
  succeeded(): void;
}

/** Copies of what a password slot with a higher cost is made from. */
export interface Raise {
  password: Buffer;
  secretKey: Buffer;
  cost: KdfCost;
}

export interface WaysInNeeds {
  /** The vault's folder. */
  folder: string;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The local user's name, for the log. */
  actor: string;
  /** Times the waits after wrong attempts. */
  clock: Clock;
  /** How much a master password costs to check. */
  costs: KdfCosts;
  /** The vault comes from elsewhere and was never opened here. */
  foreign: boolean;
  /** Its folder isn't Keyfold's own, so another machine may have it open. */
  shared: boolean;
  /** Seals the authenticator app's key again in a vault with another key. */
  resealAuthenticator: ResealAuthenticator;
}

const isWrong = (error: unknown) => {
  if (!(error instanceof KeyfoldError)) return false;
  const { error: said } = error;
  return (
    ['wrong-password', 'wrong-recovery-key'].includes(said.code) || (said.code === 'present-password' && said.wrong)
  );
};

export function createWaysIn(needs: WaysInNeeds): WaysIn {
  const { folder, control, now, actor, clock, costs, foreign, shared, resealAuthenticator } = needs;
  const refuseElsewhere = () => shared && refuseIfOpenElsewhere(folder);
  const backoff = createBackoff<UnlockMethod>(clock, now, isWrong);
  const failures = failuresIn(folder);

  return {
    succeeded: () => failures.clear('password'),
    ways() {
      const seconds = (method: UnlockMethod) => Math.ceil(backoff.wait(failures, method) / 1000);
      return {
        recoveryKey: hasRecoveryKey(folder),
        waits: { password: seconds('password'), recoveryKey: seconds('recovery-key') },
        trouble: troubleWith(folder),
      };
    },
    async unlock(password) {
      refuseElsewhere();
      let took = 0;
      const unwrap: ReturnType<typeof byPassword> = async (slots, path) => {
        const started = performance.now();
        const keys = await byPassword(password)(slots, path);
        took = performance.now() - started;
        return keys;
      };
      const opened = await backoff.attempt(failures, 'password', () => openWith(folder, unwrap, now(), foreign));
      const { slots, keys } = opened;
      const cost = costs.better(passwordSlotOf(slots).kdf, took);
      // This is copied before the vault is adopted, because that wipes what it doesn't keep.
      const raise = cost && { password: Buffer.from(password), secretKey: Buffer.from(keys.secretKey), cost };
      return { opened, raise };
    },
    async restore(name, password, present) {
      refuseElsewhere();
      const mark = await outsideQueue(() => readKeptMark(control));
      const unwrap = byPassword(password);
      const passwords = { backup: password, present };
      const given = { folder, name, unwrap, passwords, resealAuthenticator, mark, actor, now: now() };
      await backoff.attempt(failures, 'password', () => restoreBackup(given));
      return openWith(folder, byPassword(password), now());
    },
    async recover(recoveryKey, newPassword) {
      refuseUnfit(newPassword);
      refuseElsewhere();
      if (!isRecoveryKey(recoveryKey)) fail('recovery-key-typo', {});
      const opened = await backoff.attempt(failures, 'recovery-key', () =>
        openWith(folder, byRecoveryKey(recoveryKey), now(), foreign),
      );
      try {
        const slot = await makeMeasuredSlot(opened.slots, opened.keys, newPassword, costs);
        opened.slots = withSlot(opened.slots, slot);
        // The row is written after the first rows of the list. Until then, the note says that it is missing.
        expectSlots(opened.database, opened.slots, 'recovered');
        writeOpenSlots(opened.database, opened.paths.slots, opened.slots, 'replace-all');
      } catch (error) {
        opened.database.close();
        wipeKeys(opened.keys);
        throw error;
      }
      return opened;
    },
  };
}

/** Returns why this folder is out of reach, or `null`. Whatever else is wrong, the unlock reports. */
function troubleWith(folder: string): AppError | null {
  try {
    refuseAway(folder);
    return null;
  } catch (error) {
    return error instanceof KeyfoldError ? error.error : fileError(error, folder);
  }
}

/** Returns `false` if the slots can't be read. The unlock reports that. */
function hasRecoveryKey(folder: string): boolean {
  try {
    return recoverySlotOf(readSlots(pathsIn(folder).slots)) !== null;
  } catch {
    return false;
  }
}

/** The failures in a row, as they are in the file beside the vault. */
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
        reportFailure('attempts', error);
      }
    },
  };
}
