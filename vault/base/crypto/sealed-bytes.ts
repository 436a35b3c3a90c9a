import { nonceLength, open, seal } from './aead';

/** First byte of every sealed value: the form of the rest. */
const version = 1;

/** What the vault stores of a secret value: version byte, nonce (12), AES-256-GCM ciphertext, tag (16). */
export function sealBytes(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Buffer {
  const { nonce, text } = seal(key, plain, associated);
  return Buffer.concat([Buffer.from([version]), nonce, text]);
}

/**
 * The value, for the caller to wipe; `null` when it is of another version, or when key, bytes or associated data are not those it was
 * sealed with.
 */
export function openBytes(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Buffer | null {
  if (sealed[0] !== version) return null;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonce = bytes.subarray(1, 1 + nonceLength);
  return open(key, { nonce, text: bytes.subarray(1 + nonceLength) }, associated);
}
