import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { recoveryKeyData, recoveryKeyOf } from '../../../common/recovery-key';
import { keyLength } from '../../base/crypto/aead';
import { canonical } from '../../base/crypto/canonical';
import { type SlotsHead, unwrapKeys, type VaultKeys, type WrappedField, wrapKeys, wrapVersion } from './slots';
import type { RecoverySlot, Slots } from './slots-format';

/**
 * The slot that the recovery key opens. That key is 130 random bits, which nobody can guess, however cheap a guess is.
 * So HKDF is enough here, while a password needs Argon2id. The slot opens at once, even on a machine that has too
 * little memory for Argon2id.
 */

/** Returns a fresh recovery key, as ASCII bytes. The caller wipes it. */
export function newRecoveryKey(): Uint8Array<ArrayBuffer> {
  const values = randomBytes(recoveryKeyData);
  // The lower 5 bits of a random byte are as evenly distributed as the byte.
  values.forEach((byte, at) => {
    values[at] = byte & 31;
  });
  const key = recoveryKeyOf(values);
  values.fill(0);
  return key;
}

function context(head: SlotsHead, slot: Omit<RecoverySlot, WrappedField>, field: WrappedField): Buffer {
  const parts = [slot.id, slot.kind, slot.kdf.name, slot.kdf.salt, slot.madeAt, field];
  return canonical('keyfold slot', wrapVersion, head.vaultId, head.createdAt, ...parts);
}

function wrappingKey(head: SlotsHead, recoveryKey: Uint8Array, salt: string): Buffer {
  const info = canonical('keyfold recovery slot 1', head.vaultId);
  return Buffer.from(hkdfSync('sha256', recoveryKey, Buffer.from(salt, 'base64'), info, keyLength));
}

/** Makes a slot that this recovery key opens. `madeAt` is in milliseconds since the epoch. */
export function makeRecoverySlot(
  head: SlotsHead,
  keys: VaultKeys,
  recoveryKey: Uint8Array,
  madeAt: number,
): RecoverySlot {
  const kdf = { name: 'hkdf-sha256' as const, salt: randomBytes(32).toString('base64') };
  const slot = { id: randomUUID(), kind: 'recovery-key' as const, kdf, madeAt };
  const key = wrappingKey(head, recoveryKey, kdf.salt);
  return { ...slot, ...wrapKeys(key, keys, (field) => context(head, slot, field)) };
}

/** Opens the slot. `damaged` means that the recovery key is right, but the secret key's wrap is not. */
export function openRecoverySlot(
  head: SlotsHead,
  slot: RecoverySlot,
  recoveryKey: Uint8Array,
): VaultKeys | 'wrong-key' | 'damaged' {
  const key = wrappingKey(head, recoveryKey, slot.kdf.salt);
  return unwrapKeys(key, slot, (field) => context(head, slot, field));
}

/** Returns the recovery slot, or `null` if no recovery key is set up. */
export function recoverySlotOf(slots: Slots): RecoverySlot | null {
  for (const slot of slots.slots) if (slot.kind === 'recovery-key') return slot;
  return null;
}
