import { armor, Decrypter, Encrypter } from 'age-encryption';
import { fail, KeyfoldError } from '../../common/errors';
import { scryptIdentity, scryptRecipient } from './age-scrypt';

/** Files in the age format, version 1 (https://c2sp.org/age), which the `age` program reads and writes too. */

const binaryStart = Buffer.from('age-encryption.org/v1\n', 'ascii');
const armorStart = '-----BEGIN AGE ENCRYPTED FILE-----';
/** Bytes that a header may have: 20 recipients that withstand quantum computers take 40,000. */
const mostHeader = 64 * 1024;

/** Whom a file is for. The passphrase (UTF-8) stays the caller's. */
export type AgeRecipients =
  | { kind: 'passphrase'; passphrase: Uint8Array }
  | { kind: 'recipients'; recipients: string[] };

/** How a file of others is opened: with its passphrase (UTF-8), or with the keys of an identity file. */
export type AgeKey = { kind: 'passphrase'; passphrase: Uint8Array } | { kind: 'identities'; identities: string[] };

/** Encrypts one file. */
export interface FileEncrypter {
  /** Starts what takes long and needs no content, to go on beside the making of the content. */
  begin(): void;
  /** The file of this content, which stays the caller's. */
  encrypt(content: Uint8Array): Promise<Uint8Array>;
}

/** Checks whom a file is to be for, and makes what encrypts for them. Errors: `bad-recipient`. */
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
  return { begin, encrypt: (content) => encrypter.encrypt(content) };
}

/** What kind of age file this is; `null`: none. Errors: `file-damaged`, where it begins like one. */
export function ageKindOf(bytes: Uint8Array): 'passphrase' | 'identity' | null {
  const file = unarmored(bytes);
  if (file === null) return null;
  const header = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, mostHeader)).toString('latin1');
  const end = header.indexOf('\n---');
  if (end < 0) fail('file-damaged', {});
  return header.slice(0, end).includes('\n-> scrypt ') ? 'passphrase' : 'identity';
}

/** The binary form of an age file in either form; `null` for anything else. Errors: `file-damaged`. */
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
 * What an age file holds, for the caller to wipe. Errors: `file-unknown` (no age file), `wrong-passphrase`,
 * `wrong-identity`, `work-factor`, `file-damaged`.
 */
export async function decryptAge(bytes: Uint8Array, key: AgeKey): Promise<Uint8Array> {
  const file = unarmored(bytes) ?? fail('file-unknown', {});
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addIdentity(scryptIdentity(key.passphrase));
  else for (const identity of key.identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    if (error instanceof KeyfoldError) throw error;
    // The library tells its errors apart by their words only.
    const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
    if (noMatch) return fail(key.kind === 'passphrase' ? 'wrong-passphrase' : 'wrong-identity', {});
    return fail('file-damaged', {});
  }
}

/** The secret keys of an age identity file; empty where it has none. */
export function identitiesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]+$/.test(line));
}
