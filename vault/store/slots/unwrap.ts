import { fail } from '../../../common/errors';
import type { Derive } from '../../base/crypto/kdf';
import { openRecoverySlot, recoverySlotOf } from './recovery-slot';
import { openPasswordSlot, passwordSlotOf, type VaultKeys } from './slots';
import type { Slots } from './slots-format';

/** Gets the keys of a vault out of one of its slots. `path` is the path of the slots file, for errors. */
export type Unwrap = (slots: Slots, path: string) => Promise<VaultKeys>;

/** With the master password (UTF-8, NFC). Errors: `wrong-password`, `vault-damaged`, those of `derive`. */
export const byPassword =
  (password: Uint8Array, derive?: Derive): Unwrap =>
  async (slots, path) => {
    const keys = await openPasswordSlot(slots, passwordSlotOf(slots), password, derive);
    if (keys === 'wrong-password') fail('wrong-password', {});
    return keys === 'damaged' ? fail('vault-damaged', { file: path, part: 'slots' }) : keys;
  };

/** With the recovery key. Errors: `no-recovery-key`, `wrong-recovery-key`, `vault-damaged`. */
export const byRecoveryKey =
  (recoveryKey: Uint8Array): Unwrap =>
  async (slots, path) => {
    const slot = recoverySlotOf(slots) ?? fail('no-recovery-key', {});
    const keys = openRecoverySlot(slots, slot, recoveryKey);
    if (keys === 'wrong-key') fail('wrong-recovery-key', {});
    return keys === 'damaged' ? fail('vault-damaged', { file: path, part: 'slots' }) : keys;
  };
