import type { KeyScope } from '../accounts/account';
import type { CredentialKind, ProviderId, StoredProviderId } from '../providers/provider';
import type { ProviderDates } from './dates';
import type { KeyFilter } from './filter';
import type { KeyStatus, RotationStage } from './status';

export type { KeyStatus } from './status';

/**
 * What a person may type about a key, without its secret. Every field is text as typed; the rules are in `fields.ts`.
 */
export interface KeyDetails {
  name: string;
  description: string;
  /** The root account's ID or name; empty if it isn't known. */
  accountId: string;
  /** One of the provider's identity kinds. */
  identityKind: string;
  /** The user below the account; empty if it isn't known or the identity is the account itself. */
  identityName: string;
  /** The endpoint of the data centre, for key types that have one; empty if it isn't known. */
  endpoint: string;
  /** What is known from the provider. Left out: not known for a new key, as before for one that is edited. */
  dates?: ProviderDates | undefined;
}

/** A new key without its secret parts. */
export interface NewKeyDetails extends KeyDetails {
  provider: ProviderId;
  /** One of the provider's key types; empty if it has none. */
  keyType: string;
  credential: CredentialKind;
  accessKeyId: string;
  /** When a temporary key ends, in milliseconds since the epoch; `null` for a long-term key. */
  expiresAt: number | null;
}

/**
 * Whether the secret was shown. `pending`: never; it can still be shown once. `taken`: it left the vault for its only
 * showing, and a crash or a lock came before the end; it can be shown once more. `displayed`: it was shown, or it left
 * the vault in plain text in another way.
 */
export type RevealState = 'pending' | 'taken' | 'displayed';

/** How a secret came to count as shown. */
export type ShownHow = 'shown' | 'left' | 'imported';

/** A key as the list shows it. */
export interface KeyRow {
  /** Random UUID, never reused. */
  id: string;
  provider: StoredProviderId;
  name: string;
  accessKeyId: string;
  accountId: string;
  identityKind: string;
  identityName: string;
  keyType: string;
  credential: CredentialKind;
  status: KeyStatus;
  isDefault: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Milliseconds since the epoch; `null` for long-term keys. */
  expiresAt: number | null;
  reveal: RevealState;
  /** Days after which it is due, as a person set them; `null`: as its provider says, 0: never. */
  rotationDays: number | null;
  /** When the provider created it, in milliseconds since the epoch; `null`: not known. */
  providerCreatedAt: number | null;
  /**
   * When it was last used, as the provider says, in milliseconds since the epoch; 0: never, as the provider says;
   * `null`: not known.
   */
  providerUsedAt: number | null;
  /** When Keyfold itself last saw it used (shown, copied, saved), in milliseconds since the epoch; `null`: never. */
  lastUsedAt: number | null;
  /** When a person said that it leaked, in milliseconds since the epoch; `null`: nobody did. */
  leakedAt: number | null;
  /** From when it is due, in milliseconds since the epoch; `null`: never. */
  dueAt: number | null;
  /** From when Keyfold warns that it will be due, in milliseconds since the epoch; `null`: never. */
  warnAt: number | null;
  /** The ids of its tags, without those of its account. */
  tags: readonly number[];
}

/** A key with all its properties but the secret ones. */
export interface KeyDetail extends KeyRow {
  /** The ids of its account and of its identity. */
  account: number;
  identity: number;
  description: string;
  endpoint: string;
  /** Milliseconds since the epoch. */
  updatedAt: number;
  /**
   * For `displayed`: how. `shown`: on the screen. `left`: in plain text by a file, a tool or the clipboard. `imported`: it
   * came with an import, and Keyfold never showed it. `null`: that isn't known, or it is not `displayed`.
   */
  shownHow: ShownHow | null;
  /** The secret can be shown this time only, and not again afterwards. */
  onlyOnce: boolean;
  /** The secret could be shown now, after a verification. */
  secretCanBeShown: boolean;
  /** The rotation under way that it is a part of: its stage, since when (milliseconds since the epoch), and as what. */
  rotation: { stage: RotationStage; since: number; as: 'old' | 'new' } | null;
}

export const sortColumns = [
  'name',
  'accessKeyId',
  'provider',
  'account',
  'user',
  'type',
  'status',
  'default',
  'age',
  'created',
  'due',
  'used',
  'expires',
] as const;
export type SortColumn = (typeof sortColumns)[number];
/** The order of the list. A key without the value of the column comes last. */
export interface KeySort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

export interface KeyQuery {
  /** The first row of the window, from 0. */
  offset: number;
  /** Most rows to return, 1 to 500. */
  limit: number;
  sort: KeySort;
  /** `null`: every provider. */
  provider: StoredProviderId | null;
  /** Text to search in name, description, AccessKey ID, account, user and type; empty: no search. */
  text: string;
  /** A part of the list below a provider; `null` or left out: all of it. */
  scope?: KeyScope | null | undefined;
  /** What it is narrowed to besides; left out: nothing. */
  filter?: KeyFilter | undefined;
}

/** Asks for the place of one key in a list that isn't cut into windows. */
export interface PlaceQuery extends Omit<KeyQuery, 'offset' | 'limit'> {
  id: string;
}

export interface KeyPage {
  /** All rows that match, also outside the window. */
  total: number;
  offset: number;
  rows: KeyRow[];
}

export interface ProviderCount {
  provider: StoredProviderId;
  keys: number;
}
