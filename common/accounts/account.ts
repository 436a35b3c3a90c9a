import type { CredentialKind, StoredProviderId } from '../providers/provider';

/** How an identity may use its cloud account. An identity with `console` only needs no key and can't be given one. */
export const accessTypes = ['console', 'programmatic', 'both'] as const;
export type AccessType = (typeof accessTypes)[number];

/**
 * Which credentials an identity may hold here. With `both` it still can't hold what its kind can't have at the
 * provider.
 */
export const credentialChoices = ['long-term', 'temporary', 'both'] as const;
export type CredentialChoice = (typeof credentialChoices)[number];

/**
 * By what an identity calls APIs. With `password` it holds no key here. Only some kinds can have another than
 * `access-key` (`apiPassword` of the provider's identity).
 */
export const apiCredentials = ['access-key', 'password', 'both'] as const;
export type ApiCredential = (typeof apiCredentials)[number];

/** Which identity a key belongs to. Empty texts mean "not known". */
export interface IdentityName {
  provider: StoredProviderId;
  accountId: string;
  identityKind: string;
  identityName: string;
}

/** What a person may type about an account. */
export interface AccountDetails {
  /** The root account's ID or name, as the provider has it. */
  accountId: string;
  /** What the person calls it; may be empty. */
  alias: string;
}

/** What a person may type about an identity. */
export interface IdentityDetails {
  /** Empty if the identity is the account itself. */
  name: string;
  remark: string;
  accessType: AccessType;
  apiCredential: ApiCredential;
  credential: CredentialChoice;
}

export interface IdentityNode extends IdentityDetails {
  /** Random, never used again for another. */
  id: number;
  kind: string;
  longTerm: number;
  temporary: number;
  /** Most long-term keys; `null` if the provider sets no limit. */
  quota: number | null;
  /**
   * Long-term keys that still fit; `null` without a quota. It is never below 0, even if an old vault holds more keys
   * than the quota.
   */
  left: number | null;
}

export interface AccountNode extends AccountDetails {
  /** Random, never used again for another. */
  id: number;
  /** Every key of the account, also those without a user. */
  keys: number;
  /** Known ones only, in the order of the provider's kinds and then by name. */
  identities: IdentityNode[];
}

/** An account without its identities. */
export interface AccountHead extends AccountDetails {
  id: number;
  keys: number;
  /** How many identities of it are known. */
  identities: number;
}

/** What stands below a provider. */
export interface ProviderHead {
  provider: StoredProviderId;
  /** As in {@link ProviderAccounts}. */
  unassigned: number;
  /** It has accounts whose ID is known. */
  hasAccounts: boolean;
}

/** One line of the accounts, as they stand below each other. */
export type AccountsLine =
  /** `accounts`: how many of them match. */
  | { kind: 'provider'; provider: StoredProviderId; accounts: number }
  | { kind: 'unassigned'; provider: StoredProviderId; keys: number }
  | { kind: 'account'; provider: StoredProviderId; account: AccountHead }
  | { kind: 'identity'; provider: StoredProviderId; account: AccountHead; identity: IdentityNode }
  | { kind: 'no-identities'; provider: StoredProviderId; account: AccountHead };

/** An account, or an identity with its account. */
export interface FoundHolder {
  provider: StoredProviderId;
  account: AccountHead;
  /** `null` if an account was asked for. */
  identity: IdentityNode | null;
}

export interface ProviderAccounts {
  provider: StoredProviderId;
  /** Keys whose account isn't known. A key without a user counts too if identities of its kind have a name. */
  unassigned: number;
  /** The accounts whose ID is known, sorted by alias, or by ID if there is no alias. */
  accounts: AccountNode[];
}

/** What an identity, known here or not, may still be given. */
export interface Room {
  /** The account is known, and the name too if the kind has one. Only then there is something to count. */
  complete: boolean;
  quota: number | null;
  /** Long-term keys it has. */
  held: number;
  left: number | null;
  accessType: AccessType;
  apiCredential: ApiCredential;
  credential: CredentialChoice;
}

/** A part of the list: the keys of an account, the keys of an identity, or the keys that are unassigned. */
export type KeyScope = { kind: 'account'; id: number } | { kind: 'identity'; id: number } | { kind: 'unassigned' };

/** Why an identity can't be given a key of this kind. */
export type NotAllowedReason =
  /** Its access type is `console`. */
  | 'console-only'
  /** It calls APIs by a password only. */
  | 'password-only'
  /** It may hold only this kind, as the person chose for it. */
  | 'long-term-only'
  | 'temporary-only'
  /** The provider gives such an identity temporary keys only (or long-term ones only). */
  | 'kind-temporary-only'
  | 'kind-long-term-only';

/**
 * Returns why such an identity can't be given a key of this kind, or `null` if it can. `kindHas`: what its kind may
 * hold.
 */
export function refusedCredential(
  kindHas: readonly CredentialKind[],
  { accessType, apiCredential, credential }: Pick<IdentityDetails, 'accessType' | 'apiCredential' | 'credential'>,
  wanted: CredentialKind,
): NotAllowedReason | null {
  if (!kindHas.includes(wanted)) return wanted === 'long-term' ? 'kind-temporary-only' : 'kind-long-term-only';
  if (accessType === 'console') return 'console-only';
  if (apiCredential === 'password') return 'password-only';
  if (credential === 'both' || credential === wanted) return null;
  return credential === 'temporary' ? 'temporary-only' : 'long-term-only';
}
