import type { VaultDatabase } from '../store/database/database';
import type { VaultPaths } from '../store/paths';
import type { Slots } from '../store/slots/slots-format';
import type { Ledger } from './ledger';

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
