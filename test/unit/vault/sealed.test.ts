import { describe, expect, test } from 'vitest';
import { openBytes, sealBytes } from '../../../vault/base/crypto/sealed-bytes';
import { openOriginal } from '../../../vault/keys/originals';
import { openValue, type SealedPlace, sealValue } from '../../../vault/keys/sealed';
import { resealAuthenticator, takeCode } from '../../../vault/protection/authenticator';
import { createFolder } from '../../../vault/store/folder';
import { openRecoverySlot } from '../../../vault/store/slots/recovery-slot';
import { openDeviceSlot } from '../../../vault/store/slots/slots';
import { newFolder, password, quickCost } from './harness';
import { appWith } from './protection/acts';

/** Bytes that Keyfold 1 stored, under a key of 32 sevens: what vaults have today must open for ever. */
const vaultId = '00000000-0000-4000-8000-00000000fa4e';
const key = Buffer.alloc(32, 7);
const other = Buffer.alloc(32, 8);
const stored = {
  value: '016cc0da490eca6078de9f3f68399468f149a2747f9da9939e408e0f903d82b7a642b388204853025be6408614918b66e0d1facfef65',
  original: '0116a2845d80898aace04fa9f053a656d333100530aa195db4aa7754a4ddc8307d927369e042022be63d422deb828c',
  authenticator: '016a2ead8d49bddef4eee8939345387452ff4dee86867f77b0fedbc2d4b63af715dc829af7a90a7c730cfe33e933c83660',
};
const bytes = (name: keyof typeof stored) => Buffer.from(stored[name], 'hex');

describe('what Keyfold 1 stored opens', () => {
  test('a secret of a key, in its own place only', () => {
    const keyId = '00000000-0000-4000-8000-000000000001';
    const place: SealedPlace = { vaultId, keyId, field: 'secret', accessKeyId: 'LTAIFAKEEXAMPLE' };
    expect(openValue(key, bytes('value'), place).toString()).toBe('FAKE secret of an example');
    expect(() => openValue(key, bytes('value'), { ...place, field: 'token' })).toThrow('secret-damaged');
    expect(() => openValue(other, bytes('value'), place)).toThrow('secret-damaged');
  });

  test('a file that was cleaned, under its own path only', async () => {
    const { database } = await createFolder(newFolder(), password().password, 1, quickCost);
    const id = '7ba3d58a-0c68-4e82-bd02-d07a4736f1a1';
    const insert = 'INSERT INTO original (id, path, cleaned_at, size, entries, sealed) VALUES (?, ?, 1, 18, 1, ?)';
    database.write(() => database.run(insert, id, '/home/FAKE/.aliyun/config.json', bytes('original')));
    expect(openOriginal({ id: vaultId, database }, key, id).toString()).toBe('{"FAKE":"EXAMPLE"}');
    database.write(() => database.run("UPDATE original SET path = '/home/FAKE/other'"));
    expect(() => openOriginal({ id: vaultId, database }, key, id)).toThrow('original-damaged');
    database.close();
  });

  test('an authenticator app, before and after new keys', async () => {
    const { database } = await createFolder(newFolder(), password().password, 1, quickCost);
    const insert = 'INSERT INTO authenticator (one, secret, enrolled_at, last_step) VALUES (1, ?, 1, 1)';
    database.write(() => database.run(insert, bytes('authenticator')));
    const app = appWith('UTSN7ZBVPWB2GQ6Z64PTFNIKUWGHAM64');
    const [now, later] = [1_800_000_060_000, 1_800_000_120_000];
    takeCode({ id: vaultId, key, database }, app(now), now);
    expect(() => takeCode({ id: vaultId, key: other, database }, app(later), later)).toThrow('secret-damaged');
    database.write(() => resealAuthenticator(database, vaultId, key, other));
    takeCode({ id: vaultId, key: other, database }, app(later), later);
    database.close();
  });
});

describe('the slots that Keyfold 1 stored open', () => {
  const head = { vaultId, createdAt: 1_700_000_000_000 };
  const keys = { vaultKey: Buffer.alloc(32, 1), secretKey: Buffer.alloc(32, 2) };

  test('with the recovery key, and not when they were changed', () => {
    const typed = Buffer.from('FAKERECOVERYKEYEXAMPLE0000', 'ascii');
    const slot = {
      id: 'fb409e11-0886-49b9-8d50-d9d5abf05480',
      kind: 'recovery-key' as const,
      kdf: { name: 'hkdf-sha256' as const, salt: 'yxIWdcVFnZMga8eQwuPa6pWnZh/auWxIvspw2fswtAM=' },
      madeAt: 1_700_000_000_000,
      vaultKey: {
        nonce: 'WcfJTB/NaeKKFYxu',
        text: 'fi82r2Z8u/YhxU6D61tHj4DS6r5LOdlqEnATUv6XUKN24gOBNyifN9FegKFKQFlK',
      },
      secretKey: {
        nonce: '9OfKJ8X7qaiF2/Eg',
        text: '1BFu8xWuInw+8Gf/HgsSJmJ2N3wRoURy5d63N19EvdDZb8zB3yT5ZPhzWoo9IHji',
      },
    };
    expect(openRecoverySlot(head, slot, typed)).toEqual(keys);
    expect(openRecoverySlot(head, { ...slot, madeAt: 1 }, typed)).toBe('wrong-key');
    expect(openRecoverySlot(head, { ...slot, secretKey: slot.vaultKey }, typed)).toBe('damaged');
    expect(openRecoverySlot(head, { ...slot, vaultKey: slot.secretKey }, typed)).toBe('wrong-key');
  });

  test('with the share that the keychain gives', () => {
    const slot = {
      id: 'a3dca2fa-82a2-4738-9b7e-e02da629d239',
      kind: 'device' as const,
      backend: 'fake_keyring',
      sealedShare: 'RkFLRQ==',
      secretKey: {
        nonce: 'ixH0y246PkOMHTcl',
        text: '04iN5ctw+SUp/gaSzw1l6aakbbY8BNWu8z++iMMqXP+NqyB/GFGeDNUSxj0ODJEa',
      },
    };
    const share = Buffer.alloc(32, 3);
    expect(openDeviceSlot(head, slot, keys.vaultKey, share)).toEqual(keys.secretKey);
    expect(openDeviceSlot(head, { ...slot, backend: 'other' }, keys.vaultKey, share)).toBeNull();
    expect(openDeviceSlot(head, slot, keys.secretKey, share)).toBeNull();
  });
});

test('sealed bytes have a version, and open whole or not at all', () => {
  const [plain, context] = [Buffer.from('FAKE'), Buffer.from('EXAMPLE')];
  const sealed = sealBytes(key, plain, context);
  expect([sealed[0], sealed.byteLength]).toEqual([1, 1 + 12 + plain.byteLength + 16]);
  expect(openBytes(key, sealed, context)).toEqual(plain);
  // As the database gives it, and as a copy in a place of its own.
  expect(openBytes(key, new Uint8Array(Buffer.concat([Buffer.alloc(5), sealed])).subarray(5), context)).toEqual(plain);
  for (let at = 0; at < sealed.byteLength; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(openBytes(key, changed, context), `byte ${at}`).toBeNull();
    expect(openBytes(key, sealed.subarray(0, at), context), `${at} bytes`).toBeNull();
  }
  expect(sealValue(key, plain, { vaultId, keyId: '1', field: 'token', accessKeyId: 'FAKE' })[0]).toBe(1);
});
