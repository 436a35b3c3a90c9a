import type { CredentialKind, StoredProviderId } from '../providers/provider';

/** For how many days deleted keys can be restored. `off`: they are gone at once. */
export const binDays = { least: 7, most: 90, usual: 30, off: 0 } as const;

/** A deleted key in the recycle bin. */
export interface BinnedKey {
  /** As it was before; a restored key has the same. */
  id: string;
  provider: StoredProviderId;
  name: string;
  accessKeyId: string;
  /** Whose it was, as it was called then. */
  accountId: string;
  identityKind: string;
  identityName: string;
  keyType: string;
  credential: CredentialKind;
  /** In milliseconds since the epoch. */
  deletedAt: number;
  /** When it is gone for good, in milliseconds since the epoch. */
  goesAt: number;
}

/** One window of the recycle bin, the key that was deleted last first. */
export interface BinPage {
  /** All keys that match, also outside the window. */
  total: number;
  offset: number;
  rows: BinnedKey[];
}

export interface BinState {
  /** How many keys are in the recycle bin. */
  keys: number;
  /** For how many days a key that is deleted now can be restored; {@link binDays}. */
  days: number;
}
