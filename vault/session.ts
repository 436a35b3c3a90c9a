import { fail, KeyfoldError } from '../common/errors';
import { checkNewPassword, errorsOf } from '../common/keys/fields';
import { secretText } from '../common/keys/text-bytes';
import { noteQuietly } from './audit/attempts';
import type { Ledger, LedgerNeeds } from './audit/ledger';
import type { Control } from './control';
import type { VaultDatabase } from './database/database';
import { createFolder, type OpenedFolder, openFolder, type VaultPaths } from './folder';
import type { KdfCost } from './keyring/kdf';
import { deviceSlotOf } from './keyring/slots';
import type { Slots } from './keyring/slots-format';
import { sealInBackground } from './protection/device';

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
  /** Opens the vault. Errors: those of {@link openFolder}. */
  unlock(password: Uint8Array): Promise<void>;
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
  /** The cost of a new master password; left out, what suits the machine. */
  cost?: KdfCost;
}

/** The one vault of this process: locked until `create` or `unlock`, then open until the process ends. */
export function createSession({ folder, control, now, ledger, onUnlocked, cost }: SessionNeeds): Session {
  let open: OpenVault | null = null;

  const adopt = (opened: OpenedFolder, how: LedgerNeeds['how']): void => {
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
    if (deviceSlotOf(slots)) keys.secretKey.fill(0);
    else sealInBackground(vault, control, keys.secretKey);
    onUnlocked();
  };

  return {
    state: () => (open ? 'unlocked' : 'locked'),
    vault: () => open ?? fail('locked', {}),
    async create(password) {
      const issues = errorsOf(checkNewPassword(passwordText(password)));
      if (issues.length > 0) fail('invalid-fields', { issues });
      adopt(await createFolder(folder, password, now(), cost), 'vault-created');
    },
    async unlock(password) {
      // Main opens no second unlock sheet; whoever calls gets no chance to test passwords here either.
      if (open) fail('not-allowed', { operation: 'session.unlock' });
      let opened: OpenedFolder;
      try {
        opened = await openFolder(folder, password);
      } catch (error) {
        if (error instanceof KeyfoldError && error.error.code === 'wrong-password') {
          noteQuietly(folder, { at: now(), what: 'unlock-failed' });
        }
        throw error;
      }
      adopt(opened, 'unlock');
    },
    end() {
      open?.ledger.end();
      open?.database.close();
      open?.key.fill(0);
      open = null;
    },
  };
}

function passwordText(password: Uint8Array): string {
  try {
    return secretText(password);
  } catch {
    return fail('invalid-fields', { issues: [{ field: 'password', problem: 'hidden-characters', severity: 'error' }] });
  }
}
