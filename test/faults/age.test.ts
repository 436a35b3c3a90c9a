import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as vectors from 'cctv-age';
import { describe, expect, test, vi } from 'vitest';
import { KeyfoldError } from '../../common/errors';
import { type AgeKey, ageKindOf, decryptAge, encrypterFor, identitiesIn } from '../../vault/transfer/age';
import { scryptRecipient } from '../../vault/transfer/age-scrypt';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const passphrase = (text = 'visibly-fake-passphrase') => ({ kind: 'passphrase', passphrase: bytes(text) }) as const;
const codeOf = async (act: Promise<unknown>) =>
  act.then(
    () => 'no error',
    (error: unknown) => (error instanceof KeyfoldError ? error.error.code : String(error)),
  );
/** A cheap passphrase file: what is tested is the format, not the work. */
async function quick(plain: Uint8Array, logN = 10): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(scryptRecipient(passphrase().passphrase, logN));
  return encrypter.encrypt(plain);
}

interface Vector {
  name: string;
  expect: string;
  payload: string | undefined;
  key: AgeKey | null;
  file: Buffer;
}

/** Reads the form that the test kit's own README gives. */
function vectorOf([name, raw]: [string, Uint8Array]): Vector {
  const whole = Buffer.from(raw);
  const end = whole.indexOf('\n\n');
  const head = whole
    .subarray(0, end)
    .toString('utf8')
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const);
  const value = (key: string) => head.find(([name]) => name === key)?.[1];
  const identities = head.filter(([key]) => key === 'identity').map(([, identity]) => identity);
  const words = value('passphrase');
  const body = whole.subarray(end + 2);
  return {
    name,
    expect: value('expect') ?? '',
    payload: value('payload'),
    key:
      words !== undefined
        ? { kind: 'passphrase', passphrase: bytes(words) }
        : identities.length > 0
          ? { kind: 'identities', identities }
          : null,
    file: value('compressed') === 'zlib' ? inflateSync(body) : body,
  };
}

describe('the test vectors of the age format', () => {
  const all = Object.entries<Uint8Array>({ ...vectors }).map(vectorOf);

  test('are there', () => expect(all.length).toBeGreaterThan(100));

  test.each(all)('$name', async ({ expect: wanted, key, file, payload }) => {
    if (!key) return expect(wanted).not.toBe('success');
    const act = decryptAge(file, key);
    if (wanted === 'success') {
      const plain = await act;
      expect(createHash('sha256').update(plain).digest('hex')).toBe(payload);
    } else {
      const code = await codeOf(act);
      expect(['wrong-passphrase', 'wrong-identity', 'work-factor', 'file-damaged', 'file-unknown']).toContain(code);
    }
  });
});

describe('an age file', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('of %i bytes comes back as it was', async (length) => {
    const plain = Buffer.alloc(length, 7);
    expect(Buffer.from(await decryptAge(await quick(plain), passphrase())).equals(plain)).toBe(true);
  });

  test('for a passphrase has the work of the age program', async () => {
    const real = await vi.importActual<typeof import('../../vault/transfer/age-scrypt')>(
      '../../vault/transfer/age-scrypt',
    );
    const encrypter = new Encrypter();
    encrypter.addRecipient(real.scryptRecipient(passphrase().passphrase));
    const file = await encrypter.encrypt(bytes('x'));
    expect(Buffer.from(file).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
    expect(ageKindOf(file)).toBe('passphrase');
    expect(await codeOf(decryptAge(file, passphrase('another-fake-passphrase')))).toBe('wrong-passphrase');
  });

  test('for several recipients opens with each one’s identity and with no other', async () => {
    const identities = [await generateX25519Identity(), await generateHybridIdentity()];
    const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
    const file = await encrypterFor({ kind: 'recipients', recipients: [...recipients] }).encrypt(bytes('for two'));
    expect(ageKindOf(file)).toBe('identity');
    for (const identity of identities) {
      const found = identitiesIn(`# created: today\n# public key: age1…\n${identity}\r\n`);
      expect(found).toEqual([identity]);
      expect(Buffer.from(await decryptAge(file, { kind: 'identities', identities: found })).toString()).toBe('for two');
    }
    const other = { kind: 'identities', identities: [await generateX25519Identity()] } as const;
    expect(await codeOf(decryptAge(file, { ...other, identities: [...other.identities] }))).toBe('wrong-identity');
  });

  test('that asks for more work than 2^20 is refused before any is done', async () => {
    const file = Buffer.from(await quick(bytes('x')));
    for (const factor of ['21', '40', '99', '18446744073709551616']) {
      const hostile = Buffer.from(file.toString('latin1').replace(' 10\n', ` ${factor}\n`), 'latin1');
      expect(await codeOf(decryptAge(hostile, passphrase()))).toBe('work-factor');
    }
  });

  test('cut short or with any bit flipped is refused', async () => {
    const file = Buffer.from(await quick(Buffer.alloc(100, 1), 1));
    for (let length = 0; length < file.byteLength; length += 1) {
      expect(await codeOf(decryptAge(file.subarray(0, length), passphrase())), `cut at ${length}`).not.toBe('no error');
    }
    for (let at = 0; at < file.byteLength; at += 1) {
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      expect(await codeOf(decryptAge(flipped, passphrase())), `flipped at ${at}`).not.toBe('no error');
    }
  });

  test('is told from everything else', () => {
    expect(ageKindOf(bytes('{"format":"keyfold-export"}'))).toBeNull();
    expect(ageKindOf(bytes(''))).toBeNull();
    expect(() => ageKindOf(bytes('age-encryption.org/v1\nand then nothing'))).toThrow('file-damaged');
    expect(() => ageKindOf(bytes('-----BEGIN AGE ENCRYPTED FILE-----\nnothing'))).toThrow('file-damaged');
  });
});

test.each(['', 'age1', 'age1xyz', 'ssh-ed25519 AAAA', `age1${'q'.repeat(58)}`])('%s is no recipient', (recipient) => {
  const good = 'age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa';
  expect(() => encrypterFor({ kind: 'recipients', recipients: [good, recipient] })).toThrow('bad-recipient');
});
