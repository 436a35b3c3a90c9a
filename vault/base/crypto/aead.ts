import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Lengths in bytes: of a key, of a nonce, and of the tag at the end of a sealed text. */
export const keyLength = 32;
export const nonceLength = 12;
export const tagLength = 16;
const sealOptions = { authTagLength: tagLength };

export interface Sealed {
  nonce: Buffer;
  /** Ciphertext, then the tag. */
  text: Buffer;
}

/** Random bytes for nonces, which are no secret, and how many of them are used. */
let drawn = Buffer.alloc(0);
let used = 0;

/** Returns a random nonce. The system is asked for many at once, because asking takes longer than sealing. */
function freshNonce(): Buffer {
  if (used + nonceLength > drawn.byteLength) {
    drawn = randomBytes(nonceLength * 256);
    used = 0;
  }
  // security: each part of what was drawn is given out once.
  const nonce = drawn.subarray(used, used + nonceLength);
  used += nonceLength;
  return nonce;
}

/** Seals with AES-256-GCM under a fresh random nonce. */
export function seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Sealed {
  const { nonce, body, tag } = sealInParts(key, plain, associated);
  return { nonce, text: Buffer.concat([body, tag]) };
}

/** Does the same, for a caller that joins the parts with others: each joining is a copy. */
export function sealInParts(
  key: Uint8Array,
  plain: Uint8Array,
  associated: Uint8Array,
): { nonce: Buffer; body: Buffer; tag: Buffer } {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, sealOptions);
  cipher.setAAD(associated);
  const body = cipher.update(plain);
  // With GCM all of the text comes from `update`; `final` only makes the tag.
  cipher.final();
  return { nonce, body, tag: cipher.getAuthTag() };
}

/** Returns the plaintext, or `null` if key, nonce, text or associated data are not those it was sealed with. */
export function open(key: Uint8Array, { nonce, text }: Sealed, associated: Uint8Array): Buffer | null {
  if (nonce.byteLength !== nonceLength || text.byteLength < tagLength) return null;
  const end = text.byteLength - tagLength;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, sealOptions);
  decipher.setAAD(associated);
  decipher.setAuthTag(text.subarray(end));
  const plain = decipher.update(text.subarray(0, end));
  try {
    // With GCM all of the text comes from `update`; `final` only checks the tag.
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}
