import type { KeyScope } from '../accounts/account';
import type { StoredProviderId } from '../providers/provider';
import type { KeyFilter } from './filter';

/** What the list is narrowed to. */
export interface Narrowed {
  provider: StoredProviderId | null;
  scope: KeyScope | null;
  text: string;
  filter?: KeyFilter | undefined;
}

/**
 * The keys that an act is for: some, or all that match a question to the vault, but for some. It is answered when the
 * plan is made.
 */
export type KeySelection = { kind: 'keys'; ids: string[] } | { kind: 'list'; narrowed: Narrowed; except: string[] };

/** What is done to each key of a selection. */
export type KeysChange =
  | { act: 'enable' | 'disable' | 'delete' }
  /** Makes it the default of its provider (one key of each provider at most), or an ordinary key. */
  | { act: 'default' | 'not-default' }
  /** Begins the rotation of each. Keys that are in one already, disabled or temporary are left out. */
  | { act: 'rotate' }
  /** A person says that they leaked, or that they didn't. */
  | { act: 'leaked' | 'not-leaked' }
  | { act: 'assign'; identity: number }
  /** The ids of tags that each key gets or loses. */
  | { act: 'tag'; add: number[]; remove: number[] }
  /** Days after which it is due; `null`: as its provider says, 0: never. */
  | { act: 'period'; days: number | null }
  /** As the provider says, in milliseconds since the epoch; `null`: not known. What is left out stays as it is. */
  | { act: 'dates'; providerCreatedAt?: number | null | undefined; providerUsedAt?: number | null | undefined };

/** What a confirmation says of a selection before anything is done. */
export interface SelectionFacts {
  /** Keys that it selects. Ids of keys that are not there don't count. */
  keys: number;
  /** The providers of the keys, in the order of the interface. `final`: enabled keys that can't be enabled again. */
  providers: { provider: StoredProviderId; keys: number; final: number }[];
  enabled: number;
  disabled: number;
  temporary: number;
  /** Temporary keys that have expired. */
  expired: number;
  defaults: number;
  /** Keys of an account itself. */
  root: number;
  unassigned: number;
  /** Keys that only a later Keyfold knows. With one of them, no act but an export is possible. */
  later: number;
  /** Keys in a rotation that is under way. */
  rotating: number;
  leaked: number;
  /** How many different users and other identities they belong to. */
  identities: number;
  /** Their own tags, and how many of the keys have each. */
  tags: { tag: number; keys: number }[];
  /** The periods that a person set for them, and how many of the keys have each; `null`: as its provider says. */
  periods: { days: number | null; keys: number }[];
  /** The first keys, five at most, in the order in which they were added. */
  first: { id: string; provider: StoredProviderId; name: string; lastFour: string }[];
}

/** Most keys that {@link SelectionFacts} names. */
export const mostFirst = 5;
