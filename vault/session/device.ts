import { randomBytes } from 'node:crypto';
import { fail, type KeychainState } from '../../common/errors';
import type { Control } from '../base/control';
import { sameBytes } from '../base/crypto/same-bytes';
import { outsideQueue } from '../base/queue';
import { reportFailure } from '../base/report-failure';
import { deviceSlotOf, makeDeviceSlot, openDeviceSlot, withDeviceSlot } from '../store/slots/slots';
import type { DeviceSlot } from '../store/slots/slots-format';
import type { OpenVault } from './open-vault';
import { writeFor } from './replace-slots';

/** Bytes of the share that the keychain seals. */
const shareLength = 32;

/** How an act waits for the keychain: outside the queue of changes, or where it is in the background. */
type Waiting = typeof outsideQueue;
const inBackground: Waiting = (wait) => wait();

/**
 * Gets the secret key with the keychain's help. The caller wipes it. If that is not possible, returns the reason.
 * `waiting` is {@link outsideQueue} in an act of a person.
 */
export async function secretKeyByDevice(
  vault: OpenVault,
  control: Control,
  waiting: Waiting = inBackground,
): Promise<{ state: 'good'; secretKey: Buffer } | { state: Exclude<KeychainState, 'good'> }> {
  await sealingOver(vault, waiting);
  const slot = deviceSlotOf(vault.slots);
  if (!slot) return { state: vault.keychain };
  const sealed = Buffer.from(slot.sealedShare, 'base64');
  const answer = await waiting(() => control.ask('unseal', { sealed, backend: slot.backend }));
  if (answer?.state !== 'good') return answer ?? { state: 'unavailable' };
  try {
    const right = answer.share.byteLength === shareLength;
    const secretKey = right ? openDeviceSlot(vault.slots, slot, vault.key, answer.share) : null;
    return secretKey ? { state: 'good', secretKey } : { state: 'lost-key' };
  } finally {
    answer.share.fill(0);
  }
}

/** Waits until the device slot that is being made is there or has failed. That depends on the keychain. */
export const sealingOver = (vault: OpenVault, waiting: Waiting = outsideQueue): Promise<void> =>
  waiting(() => vault.sealing);

/** Returns what the keychain says now. */
export async function keychainState(vault: OpenVault, control: Control): Promise<KeychainState> {
  await vault.sealing;
  if (!deviceSlotOf(vault.slots)) {
    // There is nothing to unseal, so the keychain is asked to seal something that is thrown away.
    const answer = await control.ask('seal', { share: randomBytes(shareLength) });
    vault.keychain = answer?.state === 'good' ? 'not-sealed' : (answer?.state ?? 'unavailable');
    return vault.keychain;
  }
  const found = await secretKeyByDevice(vault, control);
  if (found.state === 'good') found.secretKey.fill(0);
  return found.state;
}

/**
 * Gives the vault a device slot, if the keychain is good. This begins after the present call is answered. Takes the
 * secret key and wipes it. A failure changes nothing: the master password does the same, and the next unlock tries
 * again.
 */
export function sealInBackground(vault: OpenVault, control: Control, secretKey: Buffer): void {
  vault.sealing = new Promise<void>((resolve) => setImmediate(resolve))
    .then(async () => {
      await sealDevice(vault, control, secretKey, (slot) => keep(vault, slot));
    })
    .catch((error) => reportFailure('device slot', error))
    .finally(() => secretKey.fill(0));
}

/**
 * Called after an act that took the master password. Makes the device slot anew if it is missing, if its key is lost,
 * or if it was sealed for another backend than the present one. Takes the secret key and wipes it.
 */
export function repairInBackground(vault: OpenVault, control: Control, secretKey: Buffer): void {
  vault.sealing = needsRepair(vault, control)
    .then(async (needed) => {
      if (needed) await sealDevice(vault, control, secretKey, (slot) => keep(vault, slot));
    })
    .catch((error) => reportFailure('device slot', error))
    .finally(() => secretKey.fill(0));
}

async function needsRepair(vault: OpenVault, control: Control): Promise<boolean> {
  if (vault.slots.sealing === 'off') return false;
  const found = await secretKeyByDevice(vault, control);
  if (found.state === 'good') found.secretKey.fill(0);
  return deviceSlotOf(vault.slots) === null || found.state === 'lost-key' || found.state === 'other-backend';
}

/**
 * Makes a device slot because a person asked for it. `place` puts it among the other slots. The secret key stays the
 * caller's. Errors: `keychain-unusable`, those of `place`.
 */
export async function sealNow(
  vault: OpenVault,
  control: Control,
  secretKey: Buffer,
  place: (slot: DeviceSlot) => void,
): Promise<void> {
  // If a device slot is being made, it is waited for. Otherwise it would be added afterwards.
  await sealingOver(vault);
  const keychain = await sealDevice(vault, control, secretKey, place, outsideQueue);
  if (keychain !== 'good') fail('keychain-unusable', { keychain });
}

function keep(vault: OpenVault, slot: DeviceSlot): void {
  // The owner may have had the device forgotten meanwhile.
  if (vault.slots.sealing === 'off') return;
  writeFor(vault, withDeviceSlot(vault.slots, slot), 'replace');
}

/** Returns the keychain's state. The slot was made and put in place only if that is `good`. */
async function sealDevice(
  vault: OpenVault,
  control: Control,
  secretKey: Buffer,
  place: (slot: DeviceSlot) => void,
  waiting: Waiting = inBackground,
): Promise<KeychainState> {
  const share = randomBytes(shareLength);
  try {
    const answer = await waiting(() => control.ask('seal', { share }));
    if (answer?.state !== 'good') {
      vault.keychain = answer?.state ?? 'unavailable';
      return vault.keychain;
    }
    const { sealed, backend } = answer;
    // If the keychain can't open the share again, the slot would be useless.
    const again = await waiting(() => control.ask('unseal', { sealed, backend }));
    if (again?.state !== 'good') return again?.state ?? 'unavailable';
    const same = sameBytes(again.share, share);
    again.share.fill(0);
    if (!same) return 'lost-key';
    // The vault may have been closed meanwhile, for new keys, and its key wiped.
    if (vault.key.every((byte) => byte === 0)) return 'unavailable';
    place(makeDeviceSlot(vault.slots, { vaultKey: vault.key, secretKey }, { share, sealed, backend }));
    return 'good';
  } finally {
    share.fill(0);
  }
}
