import { nonceLength, open, sealInParts } from './aead';

/** The first byte of every sealed value. It says which form the rest has. */
const version = 1;
const versionByte = Buffer.from([version]);

/** Returns what the vault stores of a secret value: version byte, nonce (12), AES-256-GCM ciphertext, tag (16). */
export function sealBytes(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Buffer {
  const { nonce, body, tag } = sealInParts(key, plain, associated);
  return Buffer.concat([versionByte, nonce, body, tag]);
}

/**
 * Returns the value, which the caller wipes. Returns `null` if it is of another version, or if key, bytes or associated
 * data are not those it was sealed with.
 */
export function openBytes(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Buffer | null {
  if (sealed[0] !== version) return null;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonce = bytes.subarray(1, 1 + nonceLength);
  return open(key, { nonce, text: bytes.subarray(1 + nonceLength) }, associated);
}
