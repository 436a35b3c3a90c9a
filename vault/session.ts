import { fail, KeyfoldError } from '../common/errors';
import { checkNewPassword, errorsOf } from '../common/keys/fields';
import { secretText } from '../common/keys/text-bytes';
import { noteQuietly } from './audit/attempts';
import type { Ledger, LedgerNeeds } from './audit/ledger';
import { type Backups, createBackups } from './backups/service';
import type { Control } from './control';
import type { VaultDatabase } from './database/database';
import { createFolder, type OpenedFolder, openFolder, type VaultPaths } from './folder';
import { createGenerationWatch, type GenerationWatch } from './generation/watch';
import type { KdfCost } from './keyring/kdf';
import { deviceSlotOf } from './keyring/slots';
import type { Slots } from './keyring/slots-format';
import { sealInBackground } from './protection/device';
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
  time: Clock;
  /** Opens the log of a vault that has just been opened; calls `onQuiet` when the first rows and what belongs to them are done. */
  ledger(opened: OpenedFolder, how: LedgerNeeds['how'], onQuiet: () => void): Ledger;
  /** A backup was made or removed, or failed. */
  onBackups(): void;
  onStepBack: Parameters<typeof createGenerationWatch>[0]['onStepBack'];
  /** Called when the vault has been opened. */
  onUnlocked(): void;
  /** The cost of a new master password; left out, what suits the machine. */
  cost?: KdfCost;
}

/** The one vault of this process: locked until `create` or `unlock`, then open until the process ends. */
export function createSession(needs: SessionNeeds): Session {
  const { folder, control, now, time, onUnlocked, cost } = needs;
  let open: OpenVault | null = null;

  const adopt = (opened: OpenedFolder, how: LedgerNeeds['how']): void => {
    const { paths, slots, database, keys, migrated } = opened;
    const ledger = needs.ledger(opened, how, () => void generation.begin().then(() => backups.begin()));
    const generation = createGenerationWatch({
      database,
      slots: () => open?.slots ?? slots,
      vaultKey: keys.vaultKey,
      audit: ledger.audit,
      control,
      now,
      time,
      onStepBack: needs.onStepBack,
    });
    const fresh = how === 'vault-created';
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
        opened = await openFolder(folder, password, now());
      } catch (error) {
        if (error instanceof KeyfoldError && error.error.code === 'wrong-password') {
          noteQuietly(folder, { at: now(), what: 'unlock-failed' });
        }
        throw error;
      }
      adopt(opened, 'unlock');
    },
    end() {
      open?.backups.end();
      open?.ledger.end();
      open?.generation.end();
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
