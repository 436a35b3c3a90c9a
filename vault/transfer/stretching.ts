import type { KdfCost } from '../base/crypto/kdf';

/** What a key of 32 bytes is made from. */
export interface Stretching {
  /** UTF-8. */
  passphrase: Uint8Array;
  salt: Uint8Array;
  work: StretchingWork;
}

type StretchingWork =
  /** scrypt (RFC 7914, r = 8, p = 1). `logN` is log2 of the work: 18 takes 256 MiB and about a second. */
  | { by: 'scrypt'; logN: number }
  /** Argon2id (RFC 9106), as the slots of a vault have it. */
  | { by: 'argon2id'; cost: KdfCost };

export const blockSize = 8;
export const stretchedLength = 32;
