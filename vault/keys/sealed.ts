import { fail } from '../../common/errors';
import { canonical } from '../base/crypto/canonical';
import { openBytes, sealBytes } from '../base/crypto/sealed-bytes';

/** The value and the row that a sealed text belongs to. If it is moved to another place, it doesn't open. */
export interface SealedPlace {
  vaultId: string;
  keyId: string;
  field: 'secret' | 'token';
  accessKeyId: string;
}

const context = ({ vaultId, keyId, field, accessKeyId }: SealedPlace) =>
  canonical('keyfold value', 1, vaultId, keyId, field, accessKeyId);

/** Seals a value under the secret key for its place. */
export const sealValue = (secretKey: Uint8Array, plain: Uint8Array, place: SealedPlace): Buffer =>
  sealBytes(secretKey, plain, context(place));

/** Returns the plaintext. The caller wipes it. Errors: `secret-damaged`. */
export const openValue = (secretKey: Uint8Array, sealed: Uint8Array, place: SealedPlace): Buffer =>
  openBytes(secretKey, sealed, context(place)) ?? fail('secret-damaged', {});
