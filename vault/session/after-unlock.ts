import type { Control } from '../base/control';
import type { KdfCost } from '../base/crypto/kdf';
import { reportFailure } from '../base/report-failure';
import { deviceSlotOf, makePasswordSlot, passwordSlotOf, withSlot } from '../store/slots/slots';
import { sealInBackground } from './device';
import type { OpenVault } from './open-vault';
import { writeFor } from './replace-slots';

/** What an unlocking leaves to be done behind the person's back. Nothing of it may fail the unlocking. */

/** Gives the vault the device slot that it lacks, unless its owner had the device forgotten. Takes and wipes the secret key. */
export function settleAfterUnlock(vault: OpenVault, control: Control, secretKey: Buffer): void {
  if (deviceSlotOf(vault.slots) || vault.slots.sealing === 'off') secretKey.fill(0);
  else sealInBackground(vault, control, secretKey);
}

/**
 * Wraps the keys anew at a higher cost of the same master password: the machine allows more than it did. Takes and wipes
 * both byte arrays. A failure changes nothing, and the next unlock tries again.
 */
export function raiseInBackground(
  vault: OpenVault,
  { password, secretKey }: { password: Buffer; secretKey: Buffer },
  cost: KdfCost,
): void {
  const former = passwordSlotOf(vault.slots);
  // Once the unlocking is answered.
  void new Promise<void>((resolve) => setImmediate(resolve))
    .then(async () => {
      const keys = { vaultKey: vault.key, secretKey };
      const slot = await makePasswordSlot(vault.slots, keys, password, cost);
      // The password may have been changed, or the vault closed and its key wiped, while this was derived.
      if (passwordSlotOf(vault.slots).id !== former.id || vault.key.every((byte) => byte === 0)) return;
      writeFor(vault, withSlot(vault.slots, slot));
    })
    .catch((error) => reportFailure('password slot', error))
    .finally(() => {
      password.fill(0);
      secretKey.fill(0);
    });
}
