import { fail } from '../../common/errors';
import { canonical } from '../base/crypto/canonical';
import { openBytes, sealBytes } from '../base/crypto/sealed-bytes';

/** Which value of which row a sealed text belongs to; moved anywhere else it doesn't open. */
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

/** The plaintext, for the caller to wipe. Errors: `secret-damaged`. */
export const openValue = (secretKey: Uint8Array, sealed: Uint8Array, place: SealedPlace): Buffer =>
  openBytes(secretKey, sealed, context(place)) ?? fail('secret-damaged', {});
