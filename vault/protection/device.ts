import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeychainState } from '../../common/errors';
import type { Control } from '../control';
import { writeFor } from '../keyring/replace';
import { deviceSlotOf, makeDeviceSlot, openDeviceSlot, withDeviceSlot } from '../keyring/slots';
import { logFailure } from '../log';
import type { OpenVault } from '../session';

/** Bytes of the share that the keychain seals. */
const shareLength = 32;

/** The secret key by way of the keychain, for the caller to wipe; or why it can't be had that way. */
export async function secretKeyByDevice(
  vault: OpenVault,
  control: Control,
): Promise<{ state: 'good'; secretKey: Buffer } | { state: Exclude<KeychainState, 'good'> }> {
  await vault.sealing;
  const slot = deviceSlotOf(vault.slots);
  if (!slot) return { state: vault.keychain };
  const answer = await control.ask('unseal', {
    sealed: Buffer.from(slot.sealedShare, 'base64'),
    backend: slot.backend,
  });
  if (answer?.state !== 'good') return answer ?? { state: 'unavailable' };
  try {
    const right = answer.share.byteLength === shareLength;
    const secretKey = right ? openDeviceSlot(vault.slots, slot, vault.key, answer.share) : null;
    return secretKey ? { state: 'good', secretKey } : { state: 'lost-key' };
  } finally {
    answer.share.fill(0);
  }
}

/** What the keychain says now. */
export async function keychainState(vault: OpenVault, control: Control): Promise<KeychainState> {
  await vault.sealing;
  if (!deviceSlotOf(vault.slots)) {
    // Nothing to unseal, so it is asked to seal something that is thrown away.
    const answer = await control.ask('seal', { share: randomBytes(shareLength) });
    vault.keychain = answer?.state === 'good' ? 'not-sealed' : (answer?.state ?? 'unavailable');
    return vault.keychain;
  }
  const found = await secretKeyByDevice(vault, control);
  if (found.state === 'good') found.secretKey.fill(0);
  return found.state;
}

/**
 * Gives the vault a device slot, if the keychain is good, once the present call is answered. Takes the secret key and
 * wipes it. A failure changes nothing: the master password does the same, and the next unlock tries again.
 */
export function sealInBackground(vault: OpenVault, control: Control, secretKey: Buffer): void {
  vault.sealing = new Promise<void>((resolve) => setImmediate(resolve))
    .then(() => sealDevice(vault, control, secretKey))
    .catch((error) => logFailure('device slot', error))
    .finally(() => secretKey.fill(0));
}

/**
 * After an act that took the master password: makes the device slot anew if it is missing, its key is lost, or it was
 * sealed for another backend than the one that answers now. Takes the secret key and wipes it.
 */
export function repairInBackground(vault: OpenVault, control: Control, secretKey: Buffer): void {
  vault.sealing = needsRepair(vault, control)
    .then((needed) => (needed ? sealDevice(vault, control, secretKey) : undefined))
    .catch((error) => logFailure('device slot', error))
    .finally(() => secretKey.fill(0));
}

async function needsRepair(vault: OpenVault, control: Control): Promise<boolean> {
  const found = await secretKeyByDevice(vault, control);
  if (found.state === 'good') found.secretKey.fill(0);
  return deviceSlotOf(vault.slots) === null || found.state === 'lost-key' || found.state === 'other-backend';
}

async function sealDevice(vault: OpenVault, control: Control, secretKey: Buffer): Promise<void> {
  const share = randomBytes(shareLength);
  try {
    const answer = await control.ask('seal', { share });
    if (answer?.state !== 'good') {
      vault.keychain = answer?.state ?? 'unavailable';
      return;
    }
    const { sealed, backend } = answer;
    // A slot that doesn't open again would only promise what the keychain can't keep.
    const again = await control.ask('unseal', { sealed, backend });
    if (again?.state !== 'good' || again.share.byteLength !== shareLength || !timingSafeEqual(again.share, share))
      return;
    again.share.fill(0);
    const slot = makeDeviceSlot(vault.slots, { vaultKey: vault.key, secretKey }, { share, sealed, backend });
    writeFor(vault, withDeviceSlot(vault.slots, slot), 'replace');
  } finally {
    share.fill(0);
  }
}
