import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';

/**
 * What main/platform/keychain.ts makes of every state that safeStorage can be in. Electron itself is pretended here:
 * no machine has all these states, and the end-to-end tests meet those that this one has.
 */

interface Pretended {
  /** What getSelectedStorageBackend answers; Linux only. */
  backend: string;
  available: boolean;
  /** Sealed text begins so. */
  prefix: string;
  key: Buffer;
  /** Whether text under another key is noticed: it is on Windows and macOS, not on Linux. */
  authenticated: boolean;
}

const shareOf = () => new Uint8Array(randomBytes(32));
const platform = process.platform;
let pretended: Pretended;
/** Whether the keyring answers at all, and what was asked for an answer. */
let answers = true;
let asked: string[] = [];

const encrypt = (text: string) => {
  const cipher = createCipheriv('aes-256-ctr', pretended.key, Buffer.alloc(16));
  const mark = pretended.authenticated ? pretended.key.subarray(0, 4) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from(pretended.prefix), mark, cipher.update(text, 'utf8'), cipher.final()]);
};
const decrypt = (sealed: Buffer) => {
  let text = sealed.subarray(pretended.prefix.length);
  if (pretended.authenticated) {
    if (!text.subarray(0, 4).equals(pretended.key.subarray(0, 4))) throw new Error('Error while decrypting');
    text = text.subarray(4);
  }
  const decipher = createDecipheriv('aes-256-ctr', pretended.key, Buffer.alloc(16));
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
};

const synchronous = () => ({
  getSelectedStorageBackend: () => pretended.backend,
  isEncryptionAvailable: () => pretended.available,
  encryptString: encrypt,
  decryptString: decrypt,
});
const asynchronous = () => ({
  getSelectedStorageBackend: () => pretended.backend,
  isAsyncEncryptionAvailable: async () => pretended.available,
  encryptStringAsync: async (text: string) => encrypt(text),
  decryptStringAsync: async (sealed: Buffer) => ({ result: decrypt(sealed), shouldReEncrypt: false }),
});

/** The adapter as it is on this system, with either form of safeStorage. */
async function keychain(form: 'synchronous' | 'asynchronous', changes: Partial<Pretended> = {}, system = 'linux') {
  pretended = {
    backend: 'gnome_libsecret',
    available: true,
    prefix: 'v11',
    key: randomBytes(32),
    authenticated: false,
    ...changes,
  };
  Object.defineProperty(process, 'platform', { value: system });
  vi.resetModules();
  vi.doMock('../../../main/platform/keyring-answers', () => ({
    keyringAnswers: async (backend: string) => {
      asked.push(backend);
      return answers;
    },
  }));
  vi.doMock('electron', () => ({ safeStorage: form === 'synchronous' ? synchronous() : asynchronous() }));
  return import('../../../main/platform/keychain');
}

afterEach(() => {
  answers = true;
  asked = [];
  Object.defineProperty(process, 'platform', { value: platform });
  vi.doUnmock('electron');
});

/** Seals a share, which must work. */
async function sealed({ seal }: Awaited<ReturnType<typeof keychain>>, share: Uint8Array) {
  const answer = await seal(share);
  if (answer.state !== 'good') throw new Error(`sealing: ${answer.state}`);
  return answer;
}

describe.each(['synchronous', 'asynchronous'] as const)('the %s form of safeStorage', (form) => {
  test('good: what was sealed comes back, with the name of the backend', async () => {
    for (const [system, backend] of [
      ['linux', 'gnome_libsecret'],
      ['darwin', 'keychain'],
      ['win32', 'dpapi'],
    ] as const) {
      const adapter = await keychain(form, {}, system);
      const share = shareOf();
      const kept = share.slice();
      const answer = await sealed(adapter, share);
      expect(answer.backend).toBe(backend);
      expect(Buffer.from(answer.sealed).includes(Buffer.from(kept).toString('base64'))).toBe(false);
      expect(await adapter.unseal(answer.sealed, answer.backend)).toEqual({ state: 'good', share: kept });
    }
  });

  test('a keyring that does not answer is not waited for; one that has answered once is not asked for it again', async () => {
    const adapter = await keychain(form);
    let used = 0;
    Object.defineProperty(pretended, 'available', {
      get() {
        used += 1;
        return true;
      },
    });
    answers = false;
    expect(await adapter.seal(shareOf())).toEqual({ state: 'unavailable' });
    expect(used).toBe(0);
    answers = true;
    await sealed(adapter, shareOf());
    await sealed(adapter, shareOf());
    expect(asked).toEqual(['gnome_libsecret', 'gnome_libsecret']);
  });

  test.each(['basic_text', 'unknown'])(
    'the backend %s counts as none, even where it says that it is available',
    async (backend) => {
      const adapter = await keychain(form, { backend, prefix: 'v10' });
      expect(await adapter.seal(shareOf())).toEqual({ state: 'missing' });
      expect(await adapter.unseal(encrypt('x'), 'gnome_libsecret')).toEqual({ state: 'missing' });
    },
  );

  test('text under the key that stands in Chromium’s source counts as none', async () => {
    const adapter = await keychain(form, { prefix: 'v10' });
    expect(await adapter.seal(shareOf())).toEqual({ state: 'missing' });
    expect(await adapter.unseal(encrypt('x'), 'gnome_libsecret')).toEqual({ state: 'missing' });
    // Elsewhere that prefix is the usual one.
    expect(await (await keychain(form, { prefix: 'v10' }, 'darwin')).seal(shareOf())).toMatchObject({ state: 'good' });
  });

  test('one that is locked or doesn’t answer is unavailable, and may answer later', async () => {
    const adapter = await keychain(form);
    const share = shareOf();
    const kept = share.slice();
    const answer = await sealed(adapter, share);
    pretended.available = false;
    expect(await adapter.seal(shareOf())).toEqual({ state: 'unavailable' });
    expect(await adapter.unseal(answer.sealed, answer.backend)).toEqual({ state: 'unavailable' });
    pretended.available = true;
    expect(await adapter.unseal(answer.sealed, answer.backend)).toEqual({ state: 'good', share: kept });
  });

  test('another backend than last time is named, and tried with nothing', async () => {
    const adapter = await keychain(form);
    const answer = await sealed(adapter, shareOf());
    pretended.backend = 'kwallet5';
    expect(await adapter.unseal(answer.sealed, answer.backend)).toEqual({ state: 'other-backend' });
  });

  test('a lost or replaced key is told, noticed by the system or only by what comes out', async () => {
    for (const [system, authenticated] of [
      ['win32', true],
      ['darwin', true],
      ['linux', false],
    ] as const) {
      const adapter = await keychain(form, { authenticated }, system);
      const share = shareOf();
      const kept = share.slice();
      const answer = await sealed(adapter, share);
      pretended.key = randomBytes(32);
      const opened = await adapter.unseal(answer.sealed, answer.backend);
      // Unauthenticated garbage that happens to be 32 bytes is for the vault's own seal to refuse.
      if (opened.state === 'good') expect(opened.share).not.toEqual(kept);
      else expect(opened).toEqual({ state: 'lost-key' });
      if (authenticated) expect(opened.state).toBe('lost-key');
    }
  });

  test('sealed text that was cut or is not a share is a lost key, never an error', async () => {
    const adapter = await keychain(form);
    const answer = await sealed(adapter, shareOf());
    for (const text of [answer.sealed.subarray(0, 20), encrypt(''), encrypt('FAKE'), encrypt('A'.repeat(400))]) {
      expect(await adapter.unseal(text, answer.backend)).toEqual({ state: 'lost-key' });
    }
  });

  test('a failure while sealing is unavailable, never an error', async () => {
    const adapter = await keychain(form);
    // Not a key, so that encryption throws.
    pretended.key = Buffer.alloc(1);
    expect(await adapter.seal(shareOf())).toEqual({ state: 'unavailable' });
  });
});
