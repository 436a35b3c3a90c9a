import type { Control } from '../base/control';
import type { KdfCost } from '../base/crypto/kdf';
import { reportFailure } from '../base/report-failure';
import { deviceSlotOf, makePasswordSlot, passwordSlotOf, withSlot } from '../store/slots/slots';
import { sealInBackground } from './device';
import type { OpenVault } from './open-vault';
import { writeFor } from './replace-slots';

/** What is done in the background after an unlock. If anything of it fails, the vault stays unlocked all the same. */

/**
 * Makes the device slot if the vault has none, unless the owner has made Keyfold forget the device. Takes and wipes the
 * secret key.
 */
export function settleAfterUnlock(vault: OpenVault, control: Control, secretKey: Buffer): void {
  if (deviceSlotOf(vault.slots) || vault.slots.sealing === 'off' || vault.database.readOnly) secretKey.fill(0);
  else sealInBackground(vault, control, secretKey);
}

/**
 * Wraps the keys anew with the same master password at a higher cost, because the machine allows more than before.
 * Takes and wipes both byte arrays. A failure changes nothing, and the next unlock tries again.
 */
export function raiseInBackground(
  vault: OpenVault,
  { password, secretKey }: { password: Buffer; secretKey: Buffer },
  cost: KdfCost,
): void {
  const former = passwordSlotOf(vault.slots);
  // This begins after the unlock is answered.
  void new Promise<void>((resolve) => setImmediate(resolve))
    .then(async () => {
      if (vault.database.readOnly) return;
      const keys = { vaultKey: vault.key, secretKey };
      const slot = await makePasswordSlot(vault.slots, keys, password, cost);
      // The password may have been changed while this was derived. Or the vault may have been closed and its key wiped.
      if (passwordSlotOf(vault.slots).id !== former.id || vault.key.every((byte) => byte === 0)) return;
      writeFor(vault, withSlot(vault.slots, slot));
    })
    .catch((error) => reportFailure('password slot', error))
    .finally(() => {
      password.fill(0);
      secretKey.fill(0);
    });
}
