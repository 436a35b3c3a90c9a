import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { keyLength, open, seal } from '../../base/crypto/aead';
import { canonical } from '../../base/crypto/canonical';
import { type Derive, deriveKey, type KdfCost } from '../../base/crypto/kdf';
import type { DeviceSlot, PasswordSlot, Slot, Slots, Wrapped } from './slots-format';

/** The two keys of a vault, 32 bytes each. The function that receives them wipes them. */
export interface VaultKeys {
  /** Opens the database. */
  vaultKey: Buffer;
  /** Opens single secrets and tokens. */
  secretKey: Buffer;
}

/** The part of the file that every slot is bound to. */
export type SlotsHead = Pick<Slots, 'vaultId' | 'createdAt'>;

export type WrappedField = 'vaultKey' | 'secretKey';

/**
 * The version of the way in which slots are bound and wrapped. It is not the file's version: when that grows, a slot
 * stays as it is, because the password that wrapped it is not at hand then.
 */
export const wrapVersion = 1;

const wrap = (key: Uint8Array, plain: Uint8Array, associated: Buffer): Wrapped => {
  const { nonce, text } = seal(key, plain, associated);
  return { nonce: nonce.toString('base64'), text: text.toString('base64') };
};
const unwrap = (key: Uint8Array, { nonce, text }: Wrapped, associated: Buffer): Buffer | null =>
  open(key, { nonce: Buffer.from(nonce, 'base64'), text: Buffer.from(text, 'base64') }, associated);

/** Wraps both keys of a vault under `key`, which is wiped. `context` binds each wrap to its slot. */
export function wrapKeys(
  key: Buffer,
  { vaultKey, secretKey }: VaultKeys,
  context: (field: WrappedField) => Buffer,
): Record<WrappedField, Wrapped> {
  try {
    return {
      vaultKey: wrap(key, vaultKey, context('vaultKey')),
      secretKey: wrap(key, secretKey, context('secretKey')),
    };
  } finally {
    key.fill(0);
  }
}

/**
 * Opens both keys of a slot with `key`, which is wiped. If the vault key doesn't open, the key is wrong or the slot was
 * changed; the two can't be told apart. `damaged` means that the key was right, but the secret key's wrap is not.
 */
export function unwrapKeys(
  key: Buffer,
  slot: Record<WrappedField, Wrapped>,
  context: (field: WrappedField) => Buffer,
): VaultKeys | 'wrong-key' | 'damaged' {
  try {
    const vaultKey = unwrap(key, slot.vaultKey, context('vaultKey'));
    const secretKey = unwrap(key, slot.secretKey, context('secretKey'));
    if (vaultKey && secretKey) return { vaultKey, secretKey };
    secretKey?.fill(0);
    if (!vaultKey) return 'wrong-key';
    vaultKey.fill(0);
    return 'damaged';
  } finally {
    key.fill(0);
  }
}

function passwordContext(
  head: SlotsHead,
  slot: Pick<PasswordSlot, 'id' | 'kind' | 'kdf'>,
  field: WrappedField,
): Buffer {
  const { name, memoryKiB, passes, lanes, salt } = slot.kdf;
  const cost = [name, memoryKiB, passes, lanes, salt];
  return canonical('keyfold slot', wrapVersion, head.vaultId, head.createdAt, slot.id, slot.kind, ...cost, field);
}

/** Makes a slot that the master password opens. `password` is in UTF-8, NFC. */
export async function makePasswordSlot(
  head: SlotsHead,
  keys: VaultKeys,
  password: Uint8Array,
  cost: KdfCost,
): Promise<PasswordSlot> {
  const salt = randomBytes(16);
  const kdf = { name: 'argon2id' as const, ...cost, salt: salt.toString('base64') };
  const slot = { id: randomUUID(), kind: 'master-password' as const, kdf };
  const key = await deriveKey(password, salt, cost);
  return { ...slot, ...wrapKeys(key, keys, (field) => passwordContext(head, slot, field)) };
}

/**
 * Opens the slot with a password. `wrong-password` can also mean that the slot was changed: if the vault key doesn't
 * open, the two can't be told apart. `damaged` means that the password was right, but the secret key's wrap is not. The
 * cost is the same for every result.
 */
export async function openPasswordSlot(
  head: SlotsHead,
  slot: PasswordSlot,
  password: Uint8Array,
  derive: Derive = deriveKey,
): Promise<VaultKeys | 'wrong-password' | 'damaged'> {
  const key = await derive(password, Buffer.from(slot.kdf.salt, 'base64'), slot.kdf);
  const keys = unwrapKeys(key, slot, (field) => passwordContext(head, slot, field));
  return keys === 'wrong-key' ? 'wrong-password' : keys;
}

function deviceContext(head: SlotsHead, slot: Omit<DeviceSlot, 'secretKey'>): Buffer {
  const parts = [slot.id, slot.kind, slot.backend, slot.sealedShare, 'secretKey'];
  return canonical('keyfold slot', wrapVersion, head.vaultId, head.createdAt, ...parts);
}

/**
 * Main sees the share, so the share alone must not be enough. The wrapping key is made from the vault key too: one
 * without the other opens nothing.
 */
function deviceKey(head: SlotsHead, vaultKey: Uint8Array, share: Uint8Array): Buffer {
  const both = Buffer.concat([vaultKey, share]);
  try {
    return Buffer.from(hkdfSync('sha256', both, canonical(head.vaultId), 'keyfold device slot 1', keyLength));
  } finally {
    both.fill(0);
  }
}

/** Makes a slot that the keychain opens. `share` is 32 random bytes, `sealed` is the keychain's form of it. */
export function makeDeviceSlot(
  head: SlotsHead,
  keys: VaultKeys,
  device: { share: Uint8Array; sealed: Uint8Array; backend: string },
): DeviceSlot {
  const slot = {
    id: randomUUID(),
    kind: 'device' as const,
    backend: device.backend,
    sealedShare: Buffer.from(device.sealed).toString('base64'),
  };
  const key = deviceKey(head, keys.vaultKey, device.share);
  try {
    return { ...slot, secretKey: wrap(key, keys.secretKey, deviceContext(head, slot)) };
  } finally {
    key.fill(0);
  }
}

/**
 * Returns the secret key, or `null` if the share is not the one that was sealed, or if the slot was changed. On Linux,
 * the keychain does not authenticate what it stores. A wrong share is noticed here.
 */
export function openDeviceSlot(
  head: SlotsHead,
  slot: DeviceSlot,
  vaultKey: Uint8Array,
  share: Uint8Array,
): Buffer | null {
  const key = deviceKey(head, vaultKey, share);
  try {
    return unwrap(key, slot.secretKey, deviceContext(head, slot));
  } finally {
    key.fill(0);
  }
}

/** Returns the password slot. The format makes sure that there is exactly one. */
export function passwordSlotOf(slots: Slots): PasswordSlot {
  for (const slot of slots.slots) if (slot.kind === 'master-password') return slot;
  throw new Error('no password slot');
}

/** Returns the device slot, or `null` if there is none. */
export function deviceSlotOf(slots: Slots): DeviceSlot | null {
  for (const slot of slots.slots) if (slot.kind === 'device') return slot;
  return null;
}

/** Returns the same slots with this one in place of the one of its kind, one generation later. */
export function withSlot(slots: Slots, slot: Slot): Slots {
  const others = slots.slots.filter(({ kind }) => kind !== slot.kind);
  return { ...slots, generation: slots.generation + 1, slots: [...others, slot] };
}

/** Returns the same slots with this device slot and `sealing` set to `wanted`, one generation later. */
export function withDeviceSlot(slots: Slots, device: DeviceSlot): Slots {
  return { ...withSlot(slots, device), sealing: 'wanted' };
}

/** Returns the same slots without a device slot, one generation later. None is made until a person asks for one. */
export function withoutDeviceSlot(slots: Slots): Slots {
  const others = slots.slots.filter(({ kind }) => kind !== 'device');
  return { ...slots, generation: slots.generation + 1, sealing: 'off', slots: others };
}

/** Overwrites both keys. */
export function wipeKeys(keys: VaultKeys): void {
  keys.vaultKey.fill(0);
  keys.secretKey.fill(0);
}
