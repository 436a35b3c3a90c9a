import type { CredentialKind, StoredProviderId } from '../providers/provider';
import type { KeyStatus, RotationStage } from './status';

/**
 * What needs care, by urgency. The overview counts each of them, and each is a filter of the list too.
 *
 * `leaked`: a person said so. `overdue` and `soon`: as its rotation period says. `expired` and `expiring`: temporary
 * keys. `root`: enabled keys of an account itself. `unused`: not used for longer than `unusedAfter`. `two-active`: two
 * enabled keys of one user for longer than `twoActiveAfter`. `unassigned`: account or user isn't known. `full`: keys of
 * users that have as many as the provider allows. `pending`: the secret was never shown. `rotating`: in a rotation that
 * is under way.
 */
export const careKinds = [
  'leaked',
  'overdue',
  'expired',
  'expiring',
  'soon',
  'root',
  'unused',
  'two-active',
  'unassigned',
  'full',
  'pending',
  'rotating',
] as const;
export type CareKind = (typeof careKinds)[number];

/** In milliseconds. A temporary key counts as `expiring` if it has no more than this left. */
export const expiringWithin = 3_600_000;

/** Whole days, each end included; an end that is left out is open. */
export interface Days {
  least?: number | undefined;
  most?: number | undefined;
}

/** Times in milliseconds since the epoch: from one, up to but without the other; an end that is left out is open. */
export interface Times {
  from?: number | undefined;
  to?: number | undefined;
}

/** Whose keys: those of one of these accounts or users. */
export interface Holders {
  /** The ids of accounts. */
  accounts?: number[] | undefined;
  /** The ids of users and other identities. */
  identities?: number[] | undefined;
  /** Keys of which the account or the user isn't known count too. */
  unassigned?: true | undefined;
}

/**
 * What the list is narrowed to, besides provider, scope and text. Each member is a chip. A key must meet every member
 * that is there; of the values of one member it must have one. An empty list says nothing.
 */
export interface KeyFilter {
  care?: CareKind | undefined;
  status?: KeyStatus | undefined;
  credential?: CredentialKind | undefined;
  isDefault?: boolean | undefined;
  /** Keys of an account itself, or only the others. */
  root?: boolean | undefined;
  providers?: StoredProviderId[] | undefined;
  holders?: Holders | undefined;
  /** Kinds of identity, by their stored words, e.g. `ram-user`. */
  identityKinds?: string[] | undefined;
  /** Key types, by their stored words; empty text: keys without one. */
  types?: string[] | undefined;
  /** Keys that only a later Keyfold knows, or only the others. */
  later?: boolean | undefined;
  /** In a rotation that is at one of these stages, as the old key or the new one. */
  rotation?: RotationStage[] | undefined;
  /** Its age, by the provider's date if it is known. */
  age?: Days | undefined;
  /** In how many days it is due; below 0: since when. Enabled keys only. */
  due?: Days | undefined;
  /** Enabled keys that fall due or expire in this time. */
  ahead?: Times | undefined;
  /** For how many days nobody has used it, as far as anybody knows. */
  idle?: Days | undefined;
  /** When it was created at the provider; not known: when it was added. */
  created?: Times | undefined;
  /** When it was last used, at the provider or by Keyfold; keys of which no use is known are left out. */
  used?: Times | undefined;
  /** Whether it is known when it was created at the provider. */
  createdKnown?: boolean | undefined;
  /** Whether it is known when it was last used at the provider. */
  usedKnown?: boolean | undefined;
  /** The ids of tags: keys that have one of them, or whose account has. */
  tags?: number[] | undefined;
  /** Keys that have a tag, or whose account has; or only the others. */
  tagged?: boolean | undefined;
}
