import type { CredentialKind, ProfileId } from '../providers/profile';

/** How an identity may use its cloud account. One for the console only has no use for a key, and can't be given one. */
export const accessTypes = ['console', 'programmatic', 'both'] as const;
export type AccessType = (typeof accessTypes)[number];

/** Which credentials an identity may hold here; what its kind can't have at the provider stays impossible with `both`. */
export const credentialChoices = ['long-term', 'temporary', 'both'] as const;
export type CredentialChoice = (typeof credentialChoices)[number];

/** Whose key it is; empty texts stand for "not known". */
export interface IdentityName {
  profile: ProfileId;
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
  /** Empty where the identity is the account itself. */
  name: string;
  remark: string;
  accessType: AccessType;
  credential: CredentialChoice;
}

export interface IdentityNode extends IdentityDetails {
  /** Random, never used again for another. */
  id: number;
  kind: string;
  longTerm: number;
  temporary: number;
  /** Most long-term keys; `null` where the provider sets no limit. */
  quota: number | null;
  /** Long-term keys that still fit; `null` without a quota. Never below 0, also where a vault from before the rule has more. */
  left: number | null;
}

export interface AccountNode extends AccountDetails {
  /** Random, never used again for another. */
  id: number;
  /** Every key of the account, those without a user among them. */
  keys: number;
  /** Known ones only, in the order of the profile's kinds and then by name. */
  identities: IdentityNode[];
}

export interface ProfileAccounts {
  profile: ProfileId;
  /** Keys whose account isn't known, or whose user isn't although such an identity has a name. */
  unassigned: number;
  /** Those whose ID is known, by alias or ID. */
  accounts: AccountNode[];
}

/** What an identity, known here or not, may still be given. */
export interface Room {
  /** Account and name are known, as far as the kind has one; only then there is something to count. */
  complete: boolean;
  quota: number | null;
  /** Long-term keys it has. */
  held: number;
  left: number | null;
  accessType: AccessType;
  credential: CredentialChoice;
}

/** A part of the list: an account's keys, an identity's, or those that are nobody's yet. */
export type KeyScope = { kind: 'account'; id: number } | { kind: 'identity'; id: number } | { kind: 'unassigned' };

/** Why an identity can't be given a key of this kind. */
export type NotAllowedReason =
  /** Its access type is console only. */
  | 'console-only'
  /** It may hold only this kind, as the person chose for it. */
  | 'long-term-only'
  | 'temporary-only'
  /** The provider gives such an identity temporary keys only (or long-term ones only). */
  | 'kind-temporary-only'
  | 'kind-long-term-only';

/** Why such an identity can't be given a key of this kind, or `null` when it can. */
export function refusedCredential(
  kindHas: readonly CredentialKind[],
  { accessType, credential }: Pick<IdentityDetails, 'accessType' | 'credential'>,
  wanted: CredentialKind,
): NotAllowedReason | null {
  if (!kindHas.includes(wanted)) return wanted === 'long-term' ? 'kind-temporary-only' : 'kind-long-term-only';
  if (accessType === 'console') return 'console-only';
  if (credential === 'both' || credential === wanted) return null;
  return credential === 'temporary' ? 'temporary-only' : 'long-term-only';
}
