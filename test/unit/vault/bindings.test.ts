import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { headSeal, rowMac, type StoredAuditRow } from '../../../vault/audit/chain';
import { nonceLength, open } from '../../../vault/base/crypto/aead';
import { canonical } from '../../../vault/base/crypto/canonical';
import { deriveKey } from '../../../vault/base/crypto/kdf';
import { createPortLife } from '../../../vault/base/port-life';
import { keepOriginal, openOriginal } from '../../../vault/keys/originals';
import { openValue, sealValue } from '../../../vault/keys/sealed';
import { createEnrolments, takeCode } from '../../../vault/protection/authenticator';
import { letPass } from '../../../vault/session/effects/passed';
import { nothingPlanned } from '../../../vault/session/effects/plan';
import { createDatabase } from '../../../vault/store/database/open';
import { type Mark, markKey, readMark, writeMark } from '../../../vault/store/mark';
import { makeRecoverySlot, newRecoveryKey } from '../../../vault/store/slots/recovery-slot';
import { makeDeviceSlot, makePasswordSlot } from '../../../vault/store/slots/slots';
import type { Wrapped } from '../../../vault/store/slots/slots-format';
import { newFolder, quickCost } from './harness';
import { appWith } from './protection/acts';

/**
 * What each sealed value and each mac is bound to, written down once more from docs/vault-format.md: a field that is left
 * out of the associated data changes the bytes, and nothing here opens any more. And what is moved does not open.
 */

const head = { vaultId: '6c1fa6b1-6d0f-4f6c-9e1d-3f6f0f3b6a10', createdAt: 1_700_000_000_000 };
const newKeys = () => ({ vaultKey: randomBytes(32), secretKey: randomBytes(32) });
const wrapped = ({ nonce, text }: Wrapped) => ({
  nonce: Buffer.from(nonce, 'base64'),
  text: Buffer.from(text, 'base64'),
});
const derived = (key: Uint8Array, salt: Uint8Array, info: string | Buffer) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, 32));

/** A sealed value as the database holds it: version, nonce, text. */
const parts = (sealed: Buffer) => ({
  nonce: sealed.subarray(1, 1 + nonceLength),
  text: sealed.subarray(1 + nonceLength),
});

describe('the associated data', () => {
  test('of the master password’s slot', async () => {
    const keys = newKeys();
    const password = passwordBytes('fake password');
    const slot = await makePasswordSlot(head, keys, password, quickCost);
    const { name, memoryKiB, passes, lanes, salt } = slot.kdf;
    const key = await deriveKey(password, Buffer.from(salt, 'base64'), slot.kdf);
    for (const field of ['vaultKey', 'secretKey'] as const) {
      const cost = [name, memoryKiB, passes, lanes, salt];
      const bound = canonical('keyfold slot', 1, head.vaultId, head.createdAt, slot.id, slot.kind, ...cost, field);
      expect(open(key, wrapped(slot[field]), bound), field).toEqual(keys[field]);
    }
  });

  test('of the device’s slot', () => {
    const [keys, share] = [newKeys(), randomBytes(32)];
    const slot = makeDeviceSlot(head, keys, { share, sealed: randomBytes(64), backend: 'fake_keyring' });
    const key = derived(Buffer.concat([keys.vaultKey, share]), canonical(head.vaultId), 'keyfold device slot 1');
    const own = [slot.id, slot.kind, slot.backend, slot.sealedShare, 'secretKey'];
    const bound = canonical('keyfold slot', 1, head.vaultId, head.createdAt, ...own);
    expect(open(key, wrapped(slot.secretKey), bound)).toEqual(keys.secretKey);
  });

  test('of the recovery key’s slot', () => {
    const [keys, recoveryKey] = [newKeys(), newRecoveryKey()];
    const slot = makeRecoverySlot(head, keys, recoveryKey, 7);
    const { name, salt } = slot.kdf;
    const key = derived(recoveryKey, Buffer.from(salt, 'base64'), canonical('keyfold recovery slot 1', head.vaultId));
    for (const field of ['vaultKey', 'secretKey'] as const) {
      const own = [slot.id, slot.kind, name, salt, slot.madeAt, field];
      const bound = canonical('keyfold slot', 1, head.vaultId, head.createdAt, ...own);
      expect(open(key, wrapped(slot[field]), bound), field).toEqual(keys[field]);
    }
  });

  test('of a key’s secret and token', () => {
    const secretKey = randomBytes(32);
    const place = { vaultId: head.vaultId, keyId: randomUUID(), accessKeyId: 'LTAIFAKE' };
    for (const field of ['secret', 'token'] as const) {
      const sealed = sealValue(secretKey, Buffer.from('FAKE'), { ...place, field });
      expect(sealed[0]).toBe(1);
      const bound = canonical('keyfold value', 1, head.vaultId, place.keyId, field, place.accessKeyId);
      expect(open(secretKey, parts(sealed), bound)).toEqual(Buffer.from('FAKE'));
    }
  });

  test('of a cleaned file, and of an authenticator app', () => {
    const [{ vaultKey, secretKey }, database] = [newKeys(), newDatabase()];
    const vault = { id: head.vaultId, key: vaultKey, database };
    const path = '/home/ada/.aliyun/config.json';
    const given = { path, cleanedAt: 1, entries: 1, bytes: Buffer.from('{}') };
    const id = database.write(() => keepOriginal(vault, secretKey, given));
    const original = database.get<{ sealed: Buffer }>('SELECT sealed FROM original')?.sealed ?? Buffer.alloc(0);
    const ofFile = canonical('keyfold original', 1, head.vaultId, id, path);
    expect(open(secretKey, parts(original), ofFile)).toEqual(Buffer.from('{}'));

    const enrolments = createEnrolments<object>(createPortLife());
    const port = {};
    const app = appWith(Buffer.from(enrolments.begin(port, vault, letPass(nothingPlanned)).key).toString('ascii'));
    const { store } = enrolments.confirm(port, vault, app(60_000), 60_000);
    database.write(store);
    const sealed = database.get<{ secret: Buffer }>('SELECT secret FROM authenticator')?.secret ?? Buffer.alloc(0);
    const sealing = derived(vaultKey, canonical(head.vaultId), 'keyfold authenticator 1');
    expect(open(sealing, parts(sealed), canonical('keyfold authenticator', 1, head.vaultId))).toHaveLength(20);
    expect(() => takeCode({ ...vault, id: randomUUID() }, app(90_000), 90_000)).toThrow('secret-damaged');
  });
});

describe('what a mac covers', () => {
  const key = randomBytes(32);
  const hmac = (...pieces: Uint8Array[]) => pieces.reduce((mac, piece) => mac.update(piece), createHmac('sha256', key));

  test('of a row of the log: each of its columns and the row before', () => {
    const row: Omit<StoredAuditRow, 'mac'> = {
      number: 3,
      at: 5,
      actor: 'ada',
      action: 'add',
      keyId: 'key',
      lastFour: '1234',
      keyName: 'Name',
      provider: 'alibaba',
      outcome: 'refused',
      code: 'locked',
      detail: '{}',
    };
    const before = randomBytes(32);
    const first = canonical('keyfold audit row', 1, 3, 5, 'ada', 'add', 'key', '1234', 'Name', 'alibaba');
    const second = canonical('refused', 'locked', '{}');
    expect(rowMac(key, row, before)).toEqual(hmac(first, second, before).digest());
    expect(rowMac(key, row, null)).toEqual(hmac(first, second, Buffer.alloc(32)).digest());
    expect(headSeal(key, 3, before)).toEqual(hmac(canonical('keyfold audit head', 1, 3), before).digest());
  });

  test('of a mark: the vault, how far it had come, and when', () => {
    const own = markKey(key, head.vaultId);
    expect(own).toEqual(derived(key, canonical(head.vaultId), 'keyfold generation mark 1'));
    const mark: Mark = { vaultId: head.vaultId, generation: 12, at: 34 };
    const kept = writeMark(own, mark);
    const { mac } = JSON.parse(kept.toString('utf8')) as { mac: string };
    const bound = canonical('keyfold generation mark', 1, head.vaultId, 12, 34);
    expect(mac).toBe(createHmac('sha256', own).update(bound).digest('hex'));
    expect(readMark(own, head.vaultId, kept)).toEqual({ mark, ours: true });
    for (const change of [{ generation: 13 }, { at: 35 }, { mac: createHash('sha256').digest('hex') }]) {
      const changed = Buffer.from(JSON.stringify({ version: 1, ...mark, mac, ...change }));
      expect(readMark(own, head.vaultId, changed)?.ours, JSON.stringify(change)).toBe(false);
    }
    expect(readMark(own, randomUUID(), kept)).toBeNull();
  });
});

describe('what is moved does not open', () => {
  test.each([
    ['to another vault', { vaultId: randomUUID() }],
    ['to another key', { keyId: randomUUID() }],
    ['from the secret to the token', { field: 'token' as const }],
    ['to another AccessKey ID', { accessKeyId: 'LTAIFAKE2' }],
  ])('a secret %s', (_, moved) => {
    const secretKey = randomBytes(32);
    const place = {
      vaultId: head.vaultId,
      keyId: randomUUID(),
      field: 'secret' as const,
      accessKeyId: 'LTAIFAKE1',
    };
    const sealed = sealValue(secretKey, Buffer.from('FAKE'), place);
    expect(openValue(secretKey, sealed, place)).toEqual(Buffer.from('FAKE'));
    expect(() => openValue(secretKey, sealed, { ...place, ...moved })).toThrow('secret-damaged');
  });

  test.each([
    ['to another path', "UPDATE original SET path = '/etc/passwd'"],
    ['to another original', `UPDATE original SET id = '${randomUUID()}'`],
  ])('a cleaned file %s', (_, move) => {
    const [{ secretKey }, database] = [newKeys(), newDatabase()];
    const vault = { id: head.vaultId, database };
    const given = { path: '/home/ada/.env', cleanedAt: 1, entries: 1, bytes: Buffer.from('A=1\n') };
    const id = database.write(() => keepOriginal(vault, secretKey, given));
    expect(openOriginal(vault, secretKey, id)).toEqual(Buffer.from('A=1\n'));
    expect(() => openOriginal({ ...vault, id: randomUUID() }, secretKey, id)).toThrow('original-damaged');
    database.run(move);
    const moved = database.get<{ id: string }>('SELECT id FROM original')?.id ?? '';
    expect(() => openOriginal(vault, secretKey, moved)).toThrow('original-damaged');
  });
});

function newDatabase() {
  const folder = newFolder();
  fs.mkdirSync(folder);
  const file = join(folder, 'vault.db');
  fs.writeFileSync(file, '');
  return createDatabase(file, randomBytes(32), head.vaultId, 1);
}
