import { fail } from '../../common/errors';
import { nonceLength, open, seal } from '../base/crypto/aead';
import { canonical } from '../base/crypto/canonical';

/** Which value of which row a sealed text belongs to; moved anywhere else it doesn't open. */
export interface SealedPlace {
  vaultId: string;
  keyId: string;
  field: 'secret' | 'token';
  accessKeyId: string;
}

/** First byte of every sealed value. */
const version = 1;

const context = ({ vaultId, keyId, field, accessKeyId }: SealedPlace) =>
  canonical('keyfold value', version, vaultId, keyId, field, accessKeyId);

/** AES-256-GCM under the secret key: version byte, nonce (12), ciphertext, tag (16). */
export function sealValue(secretKey: Uint8Array, plain: Uint8Array, place: SealedPlace): Buffer {
  const { nonce, text } = seal(secretKey, plain, context(place));
  return Buffer.concat([Buffer.from([version]), nonce, text]);
}

/** The plaintext, for the caller to wipe. Errors: `secret-damaged`. */
export function openValue(secretKey: Uint8Array, sealed: Uint8Array, place: SealedPlace): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== version) fail('secret-damaged', {});
  const nonce = bytes.subarray(1, 1 + nonceLength);
  return (
    open(secretKey, { nonce, text: bytes.subarray(1 + nonceLength) }, context(place)) ?? fail('secret-damaged', {})
  );
}
