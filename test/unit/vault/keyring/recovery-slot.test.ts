import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { isRecoveryKey, recoveryKeyData } from '../../../../common/recovery-key';
import {
  makeRecoverySlot,
  newRecoveryKey,
  openRecoverySlot,
  recoverySlotOf,
} from '../../../../vault/store/slots/recovery-slot';
import {
  makeDeviceSlot,
  makePasswordSlot,
  openPasswordSlot,
  passwordSlotOf,
  withDeviceSlot,
  withoutDeviceSlot,
  withSlot,
} from '../../../../vault/store/slots/slots';
import { readSlots, writeSlots } from '../../../../vault/store/slots/slots-file';
import { type RecoverySlot, type Slots, slotsFormat, slotsVersion } from '../../../../vault/store/slots/slots-format';
import { newFolder, quickCost } from '../harness';

const newKeys = () => ({ vaultKey: randomBytes(32), secretKey: randomBytes(32) });
const newHead = () => ({ vaultId: randomUUID(), createdAt: 1_700_000_000_000 });
const flip = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1);
  return bytes.toString('base64');
};
const password = passwordBytes('fake password');

async function newSlots(): Promise<{ slots: Slots; keys: ReturnType<typeof newKeys> }> {
  const [head, keys] = [newHead(), newKeys()];
  const slot = await makePasswordSlot(head, keys, password, quickCost);
  const rest = { generation: 1, sealing: 'wanted', slots: [slot] } as const;
  return { keys, slots: { format: slotsFormat, version: slotsVersion, ...head, ...rest, slots: [slot] } };
}

/** A path for slots in a folder that is there. */
function slotsPath(): string {
  const folder = newFolder();
  fs.mkdirSync(folder);
  return join(folder, 'slots.json');
}

test('a recovery key is whole, and has any of the 32 signs at each of its 26 places: 130 random bits', () => {
  const places = Array.from({ length: recoveryKeyData }, () => new Set<number>());
  const keys = new Set<string>();
  // That a sign is missing at a place of so many keys by chance happens in one of a million million runs.
  const number = 1200;
  for (let made = 0; made < number; made += 1) {
    const key = newRecoveryKey();
    expect(isRecoveryKey(key)).toBe(true);
    for (const [at, signs] of places.entries()) signs.add(key[at] ?? 0);
    keys.add(Buffer.from(key).toString('latin1'));
  }
  expect(places.map(({ size }) => size)).toEqual(Array(recoveryKeyData).fill(32));
  expect(keys.size).toBe(number);
});

test('its slot gives both keys for it and for no other, and nothing of it stands in the slot', () => {
  const [head, keys, key] = [newHead(), newKeys(), newRecoveryKey()];
  const slot = makeRecoverySlot(head, keys, key, 7);
  expect(openRecoverySlot(head, slot, key)).toEqual(keys);
  expect(openRecoverySlot(head, slot, newRecoveryKey())).toBe('wrong-key');
  expect(JSON.stringify(slot)).not.toContain(Buffer.from(key).toString('latin1'));
  expect(JSON.stringify(slot)).not.toContain(Buffer.from(key).toString('base64'));
});

test('no changed field of its slot opens', () => {
  const [head, keys, key] = [newHead(), newKeys(), newRecoveryKey()];
  const slot = makeRecoverySlot(head, keys, key, 7);
  const changed: [typeof head, RecoverySlot][] = [
    [{ ...head, vaultId: randomUUID() }, slot],
    [{ ...head, createdAt: 0 }, slot],
    [head, { ...slot, id: randomUUID() }],
    [head, { ...slot, madeAt: 8 }],
    [head, { ...slot, kdf: { ...slot.kdf, salt: flip(slot.kdf.salt) } }],
    [head, { ...slot, vaultKey: { ...slot.vaultKey, text: flip(slot.vaultKey.text) } }],
    [head, { ...slot, vaultKey: slot.secretKey, secretKey: slot.vaultKey }],
  ];
  for (const [otherHead, other] of changed) expect(openRecoverySlot(otherHead, other, key)).toBe('wrong-key');
  const secretKey = { ...slot.secretKey, text: flip(slot.secretKey.text) };
  expect(openRecoverySlot(head, { ...slot, secretKey }, key)).toBe('damaged');
});

test('a file of version 1 opens, with its own bindings, and is version 2 once it is written', async () => {
  const { slots, keys } = await newSlots();
  const device = makeDeviceSlot(slots, keys, { share: randomBytes(32), sealed: randomBytes(64), backend: 'fake' });
  const { sealing: _, ...rest } = withDeviceSlot(slots, device);
  const path = slotsPath();
  fs.writeFileSync(path, JSON.stringify({ ...rest, version: 1 }));
  const read = readSlots(path);
  expect(read).toEqual({ ...rest, version: 2, sealing: 'wanted' });
  expect(await openPasswordSlot(read, passwordSlotOf(read), password)).toEqual(keys);
  const key = newRecoveryKey();
  writeSlots(path, withSlot(read, makeRecoverySlot(read, keys, key, 7)), 'replace');
  const again = readSlots(path);
  expect(await openPasswordSlot(again, passwordSlotOf(again), password)).toEqual(keys);
  expect(recoverySlotOf(again)?.madeAt).toBe(7);
  // What a newer version has may not stand in an older one's file.
  fs.writeFileSync(path, JSON.stringify({ ...again, version: 1 }));
  expect(() => readSlots(path)).toThrow('vault-damaged');
  fs.writeFileSync(path, JSON.stringify({ ...again, version: 3 }));
  expect(() => readSlots(path)).toThrow('vault-newer');
});

test('there is one slot of a kind: a new one takes the place of the former', async () => {
  const { slots, keys } = await newSlots();
  const device = makeDeviceSlot(slots, keys, { share: randomBytes(32), sealed: randomBytes(64), backend: 'fake' });
  const first = withSlot(withDeviceSlot(slots, device), makeRecoverySlot(slots, keys, newRecoveryKey(), 1));
  const second = withSlot(first, makeRecoverySlot(slots, keys, newRecoveryKey(), 2));
  expect(second.slots.map(({ kind }) => kind).toSorted()).toEqual(['device', 'master-password', 'recovery-key']);
  expect(recoverySlotOf(second)?.madeAt).toBe(2);
  const path = slotsPath();
  writeSlots(path, second, 'create');
  expect(readSlots(path)).toEqual(second);
  const doubled = [...second.slots, ...second.slots.filter(({ kind }) => kind === 'recovery-key')];
  fs.writeFileSync(path, JSON.stringify({ ...second, slots: doubled }));
  expect(() => readSlots(path)).toThrow('vault-damaged');
  const forgotten = withoutDeviceSlot(second);
  expect(forgotten.slots.map(({ kind }) => kind).toSorted()).toEqual(['master-password', 'recovery-key']);
  expect(forgotten.sealing).toBe('off');
  expect(withDeviceSlot(forgotten, device).sealing).toBe('wanted');
});

test('what is replaced for good stands in no file of the folder afterwards', async () => {
  const { slots, keys } = await newSlots();
  const path = slotsPath();
  writeSlots(path, slots, 'create');
  const former = passwordSlotOf(slots);
  const changed = withSlot(slots, await makePasswordSlot(slots, keys, passwordBytes('another fake one'), quickCost));
  writeSlots(path, changed, 'replace');
  expect(fs.readFileSync(`${path}.bak`, 'utf8')).toContain(former.vaultKey.text);
  writeSlots(path, changed, 'replace-all');
  const folder = join(path, '..');
  expect(fs.readdirSync(folder).toSorted()).toEqual(['slots.json', 'slots.json.bak']);
  for (const name of fs.readdirSync(folder)) {
    expect(readSlots(join(folder, name))).toEqual(changed);
    expect(fs.statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  }
});
