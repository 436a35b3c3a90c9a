import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { open, seal } from '../../../vault/base/crypto/aead';
import { canonical } from '../../../vault/base/crypto/canonical';
import { costForNewPassword, deriveKey } from '../../../vault/base/crypto/kdf';
import {
  makeDeviceSlot,
  makePasswordSlot,
  openDeviceSlot,
  openPasswordSlot,
  withDeviceSlot,
} from '../../../vault/store/slots/slots';
import {
  type PasswordSlot,
  type Slots,
  slotsFormat,
  slotsSchema,
  slotsVersion,
} from '../../../vault/store/slots/slots-format';
import { quickCost } from './harness';

const newKeys = () => ({ vaultKey: randomBytes(32), secretKey: randomBytes(32) });
const newHead = () => ({ vaultId: randomUUID(), createdAt: 1_700_000_000_000 });
const flip = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1);
  return bytes.toString('base64');
};

test('a list of values has one encoding, and no other list has it', () => {
  expect(canonical('ab', 'c')).not.toEqual(canonical('a', 'bc'));
  expect(canonical('a', '')).not.toEqual(canonical('a'));
  expect(canonical('密', 7).toString('hex')).toBe('00000003e5af860000000137');
});

describe('sealing', () => {
  test('opens with the same key and associated data only', () => {
    const key = randomBytes(32);
    const plain = Buffer.from('FAKE secret');
    const sealed = seal(key, plain, Buffer.from('row 1'));
    expect(open(key, sealed, Buffer.from('row 1'))).toEqual(plain);
    expect(open(key, sealed, Buffer.from('row 2'))).toBeNull();
    expect(open(randomBytes(32), sealed, Buffer.from('row 1'))).toBeNull();
    expect(seal(key, plain, Buffer.from('row 1')).nonce).not.toEqual(sealed.nonce);
  });

  test('notices every changed bit, a cut and an addition', () => {
    const key = randomBytes(32);
    const { nonce, text } = seal(key, Buffer.from('FAKE'), Buffer.alloc(0));
    for (let bit = 0; bit < text.byteLength * 8; bit += 1) {
      const changed = Buffer.from(text);
      const byte = bit >> 3;
      changed.writeUInt8(changed.readUInt8(byte) ^ (1 << (bit & 7)), byte);
      expect(open(key, { nonce, text: changed }, Buffer.alloc(0))).toBeNull();
    }
    for (let length = 0; length < text.byteLength; length += 1) {
      expect(open(key, { nonce, text: text.subarray(0, length) }, Buffer.alloc(0))).toBeNull();
    }
    expect(open(key, { nonce, text: Buffer.concat([text, Buffer.from([0])]) }, Buffer.alloc(0))).toBeNull();
    expect(open(key, { nonce: nonce.subarray(1), text }, Buffer.alloc(0))).toBeNull();
  });
});

describe('password key', () => {
  test('is Argon2id version 1.3', async () => {
    // From the tests of the reference implementation (phc-winner-argon2, src/test.c).
    const key = await deriveKey(Buffer.from('password'), Buffer.from('somesalt'), {
      memoryKiB: 256,
      passes: 2,
      lanes: 1,
    });
    expect(key.toString('hex')).toBe('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe');
  });

  test('costs 256 MiB, or 64 MiB on a machine with less than 2 GiB', () => {
    expect(costForNewPassword(2 * 1024 ** 3)).toEqual({ memoryKiB: 256 * 1024, passes: 3, lanes: 4 });
    expect(costForNewPassword(2 * 1024 ** 3 - 1)).toEqual({ memoryKiB: 64 * 1024, passes: 3, lanes: 4 });
  });
});

describe('password slot', () => {
  test('gives both keys for its password, composed or not, and for no other', async () => {
    const [head, keys] = [newHead(), newKeys()];
    const slot = await makePasswordSlot(head, keys, passwordBytes('Caf\u00e9 au lait'), quickCost);
    expect(await openPasswordSlot(head, slot, passwordBytes('Cafe\u0301 au lait'))).toEqual(keys);
    expect(await openPasswordSlot(head, slot, passwordBytes('Cafe au lait'))).toBe('wrong-password');
  });

  test('no changed field opens', async () => {
    const [head, keys] = [newHead(), newKeys()];
    const password = passwordBytes('fake password');
    const slot = await makePasswordSlot(head, keys, password, quickCost);
    const kdf = (changes: Partial<PasswordSlot['kdf']>): PasswordSlot => ({
      ...slot,
      kdf: { ...slot.kdf, ...changes },
    });
    const changed: Record<string, [typeof head, PasswordSlot]> = {
      'vault id': [{ ...head, vaultId: randomUUID() }, slot],
      'creation time': [{ ...head, createdAt: head.createdAt + 1 }, slot],
      'slot id': [head, { ...slot, id: randomUUID() }],
      memory: [head, kdf({ memoryKiB: quickCost.memoryKiB + 1024 })],
      passes: [head, kdf({ passes: 4 })],
      lanes: [head, kdf({ lanes: 3 })],
      salt: [head, kdf({ salt: flip(slot.kdf.salt) })],
      'nonce of the vault key': [head, { ...slot, vaultKey: { ...slot.vaultKey, nonce: flip(slot.vaultKey.nonce) } }],
      'text of the vault key': [head, { ...slot, vaultKey: { ...slot.vaultKey, text: flip(slot.vaultKey.text) } }],
      'the two keys swapped': [head, { ...slot, vaultKey: slot.secretKey, secretKey: slot.vaultKey }],
    };
    for (const [what, [otherHead, otherSlot]] of Object.entries(changed)) {
      expect(await openPasswordSlot(otherHead, otherSlot, password), what).toBe('wrong-password');
    }
    const secretKey = { ...slot.secretKey, text: flip(slot.secretKey.text) };
    expect(await openPasswordSlot(head, { ...slot, secretKey }, password)).toBe('damaged');
    const nonce = { ...slot.secretKey, nonce: flip(slot.secretKey.nonce) };
    expect(await openPasswordSlot(head, { ...slot, secretKey: nonce }, password)).toBe('damaged');
  });
});

describe('device slot', () => {
  const device = () => ({ share: randomBytes(32), sealed: randomBytes(64), backend: 'fake_keyring' });

  test('opens with vault key and share together', () => {
    const [head, keys, sealed] = [newHead(), newKeys(), device()];
    const slot = makeDeviceSlot(head, keys, sealed);
    expect(openDeviceSlot(head, slot, keys.vaultKey, sealed.share)).toEqual(keys.secretKey);
    expect(openDeviceSlot(head, slot, keys.vaultKey, randomBytes(32))).toBeNull();
    expect(openDeviceSlot(head, slot, randomBytes(32), sealed.share)).toBeNull();
    expect(JSON.stringify(slot)).not.toContain(sealed.share.toString('base64'));
  });

  test('no changed field opens', () => {
    const [head, keys, sealed] = [newHead(), newKeys(), device()];
    const slot = makeDeviceSlot(head, keys, sealed);
    const others = [
      { ...slot, id: randomUUID() },
      { ...slot, backend: 'another' },
      { ...slot, sealedShare: flip(slot.sealedShare) },
      { ...slot, secretKey: { ...slot.secretKey, nonce: flip(slot.secretKey.nonce) } },
      { ...slot, secretKey: { ...slot.secretKey, text: flip(slot.secretKey.text) } },
    ];
    for (const other of others) expect(openDeviceSlot(head, other, keys.vaultKey, sealed.share)).toBeNull();
    for (const other of [
      { ...head, vaultId: randomUUID() },
      { ...head, createdAt: 0 },
    ]) {
      expect(openDeviceSlot(other, slot, keys.vaultKey, sealed.share)).toBeNull();
    }
  });

  test('takes the place of the one before, one generation later', async () => {
    const [head, keys] = [newHead(), newKeys()];
    const slot = await makePasswordSlot(head, keys, passwordBytes('fake password'), quickCost);
    const slots: Slots = {
      format: slotsFormat,
      version: slotsVersion,
      ...head,
      generation: 1,
      sealing: 'wanted',
      slots: [slot],
    };
    const first = withDeviceSlot(slots, makeDeviceSlot(head, keys, device()));
    const second = withDeviceSlot(first, makeDeviceSlot(head, keys, device()));
    expect(second.generation).toBe(3);
    expect(second.slots.map(({ kind }) => kind)).toEqual(['master-password', 'device']);
    expect(second.slots[1]).not.toEqual(first.slots[1]);
    expect(slotsSchema.safeParse(second).success).toBe(true);
  });
});
