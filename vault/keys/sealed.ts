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

/** Returns a place as the bytes that a value is bound to. Whoever seals and opens a value needs them only once. */
export const placeBytes = ({ vaultId, keyId, field, accessKeyId }: SealedPlace): Buffer =>
  canonical('keyfold value', 1, vaultId, keyId, field, accessKeyId);

/** Seals a value under the secret key for its place. */
export const sealValue = (secretKey: Uint8Array, plain: Uint8Array, place: SealedPlace): Buffer =>
  sealValueAt(secretKey, plain, placeBytes(place));

/** The same for a place in bytes. */
export const sealValueAt = (secretKey: Uint8Array, plain: Uint8Array, place: Buffer): Buffer =>
  sealBytes(secretKey, plain, place);

/** Returns the plaintext. The caller wipes it. Errors: `secret-damaged`. */
export const openValue = (secretKey: Uint8Array, sealed: Uint8Array, place: SealedPlace): Buffer =>
  openValueAt(secretKey, sealed, placeBytes(place));

/** The same for a place in bytes. */
export const openValueAt = (secretKey: Uint8Array, sealed: Uint8Array, place: Buffer): Buffer =>
  openBytes(secretKey, sealed, place) ?? fail('secret-damaged', {});
