import type { Reader, VaultDatabase } from '../store/database/database';
import type { VaultPaths } from '../store/paths';
import type { Slots } from '../store/slots/slots-format';
import type { Ledger } from './ledger';
import type { VaultClock } from './vault-clock';

/** The vault while it is open. The secret key is not in it: each act that needs the secret key gets it and wipes it. */
export interface OpenVault {
  readonly paths: VaultPaths;
  readonly id: string;
  /** The vault key. It is kept because the device slot opens only together with it. */
  readonly key: Buffer;
  /** It can only be read here. What changes it goes through `effects/change.ts`. */
  readonly database: Reader & Pick<VaultDatabase, 'pages' | 'files' | 'held' | 'readOnly'>;
  /** The log and the clock, likewise. */
  readonly ledger: Pick<Ledger, 'actor' | 'settle' | 'begin' | 'check' | 'checked'> & {
    readonly clock: Pick<VaultClock, 'look' | 'now'>;
  };
  /** The slots as they are in the file. This process holds the vault, so nobody else writes that file. */
  slots: Slots;
  /** What the keychain last said while there is no device slot. */
  keychain: 'missing' | 'unavailable' | 'not-sealed';
  /** Settles when the device slot that is being made is there or has failed. Never rejects. */
  sealing: Promise<void>;
}
