import { createHash } from 'node:crypto';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { fail, KeyfoldError } from '../../common/errors';
import { createSlices } from '../base/slices';
import { scryptIdentity, scryptRecipient } from './age-scrypt';

/** Files in the age format, version 1 (https://c2sp.org/age), which the `age` program reads and writes too. */

const binaryStart = Buffer.from('age-encryption.org/v1\n', 'ascii');
const armorStart = '-----BEGIN AGE ENCRYPTED FILE-----';
/** The most bytes that a header may have. 20 recipients that withstand quantum computers need 40,000. */
const mostHeader = 64 * 1024;

/** The recipients of a file. The passphrase (UTF-8) stays the caller's. */
export type AgeRecipients =
  | { kind: 'passphrase'; passphrase: Uint8Array }
  | { kind: 'recipients'; recipients: string[] };

/** What opens somebody else's file: its passphrase (UTF-8), or the keys of an identity file. */
export type AgeKey = { kind: 'passphrase'; passphrase: Uint8Array } | { kind: 'identities'; identities: string[] };

/** Encrypts one file. */
export interface FileEncrypter {
  /** Starts the work that takes long and needs no content. It runs while the content is made. */
  begin(): void;
  /** Returns the encrypted file of this content, which stays the caller's. */
  encrypt(content: Uint8Array): Promise<Uint8Array>;
}

/** Checks the recipients, and returns what encrypts for them. Errors: `bad-recipient`. */
export function encrypterFor(to: AgeRecipients): FileEncrypter {
  const encrypter = new Encrypter();
  let begin = (): void => undefined;
  if (to.kind === 'passphrase') {
    const recipient = scryptRecipient(to.passphrase);
    encrypter.addRecipient(recipient);
    begin = recipient.begin;
  } else {
    to.recipients.forEach((recipient, index) => {
      try {
        encrypter.addRecipient(recipient.trim());
      } catch {
        fail('bad-recipient', { number: index + 1 });
      }
    });
  }
  return { begin, encrypt: (content) => encryptInSlices(encrypter, content) };
}

/** Bytes that are encrypted in one go. It takes a few milliseconds. */
const piece = 256 * 1024;

/** Gives the library the content piece by piece. In one go it would let no other call have its turn. */
async function encryptInSlices(encrypter: Encrypter, content: Uint8Array): Promise<Uint8Array> {
  const slices = createSlices();
  let at = 0;
  const pieces = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await slices.rest();
      if (at < content.byteLength) controller.enqueue(content.subarray(at, at + piece));
      at += piece;
      if (at >= content.byteLength) controller.close();
    },
  });
  const encrypted: Uint8Array[] = [];
  for await (const part of await encrypter.encrypt(pieces)) encrypted.push(part);
  return Buffer.concat(encrypted);
}

/** The most characters of a recipient in a row of the log. The usual kind has 62; the fingerprint stands for the rest. */
const mostOfRecipient = 64;

/**
 * Returns what the log says of the recipients: as typed, and their fingerprints, in the same order. A fingerprint is
 * the SHA-256 of the recipient's text, written as `ssh-keygen` writes one. For a passphrase both are left out.
 */
export function recipientFacts(to: AgeRecipients): { recipient?: string; fingerprint?: string } {
  if (to.kind === 'passphrase') return {};
  const typed = to.recipients.map((recipient) => recipient.trim());
  const cut = (text: string) => (text.length > mostOfRecipient ? `${text.slice(0, 40)}…${text.slice(-20)}` : text);
  const print = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64').replace(/=+$/, '');
  return {
    recipient: typed.map(cut).join(', '),
    fingerprint: typed.map((text) => `SHA256:${print(text)}`).join(', '),
  };
}

/**
 * Returns what kind of age file this is, or `null` if it is none. Errors: `file-damaged`, if it begins like one;
 * `file-unreadable`, if only SSH keys open it.
 */
export function ageKindOf(bytes: Uint8Array): 'passphrase' | 'identity' | null {
  const file = unarmored(bytes);
  if (file === null) return null;
  const header = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, mostHeader)).toString('latin1');
  const end = header.indexOf('\n---');
  if (end < 0) fail('file-damaged', {});
  const recipients = [...header.slice(0, end).matchAll(/\n-> (\S+)/g)].map(([, type = '']) => type);
  if (recipients.includes('scrypt')) return 'passphrase';
  // A recipient of this name stands in many files, so that no program relies on there being none that it doesn't know.
  const real = recipients.filter((type) => !type.endsWith('-grease'));
  if (real.length > 0 && real.every((type) => type.startsWith('ssh-')))
    fail('file-unreadable', { kind: 'age-for-ssh' });
  return 'identity';
}

/**
 * Returns the binary form of an age file, which may be armored, or `null` for anything else. Errors: `file-damaged`.
 */
function unarmored(bytes: Uint8Array): Uint8Array | null {
  if (binaryStart.equals(bytes.subarray(0, binaryStart.byteLength))) return bytes;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1');
  if (!start.trimStart().startsWith(armorStart)) return null;
  try {
    return armor.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  } catch {
    return fail('file-damaged', {});
  }
}

/**
 * Returns the content of an age file. The caller wipes it. Errors: `file-unknown` (no age file), `wrong-passphrase`,
 * `wrong-identity`, `work-factor`, `file-damaged`, `cancelled` if the signal is aborted.
 */
export async function decryptAge(bytes: Uint8Array, key: AgeKey, signal?: AbortSignal): Promise<Uint8Array> {
  const file = unarmored(bytes) ?? fail('file-unknown', {});
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addIdentity(scryptIdentity(key.passphrase, signal));
  else for (const identity of key.identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    if (error instanceof KeyfoldError) throw error;
    // The library's errors differ only in their words.
    const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
    if (noMatch) return fail(key.kind === 'passphrase' ? 'wrong-passphrase' : 'wrong-identity', {});
    return fail('file-damaged', {});
  }
}

/** Returns the secret keys of an age identity file, and none if it has none. */
export function identitiesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]+$/.test(line));
}
