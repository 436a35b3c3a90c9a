/** What the vault knows of accounts and users, for forms in which they are named. */

/** How a name that was typed is close to one that is known. */
export type Nearness =
  /** It is the alias of that account. */
  | 'alias'
  /** It looks the same: a digit for a letter, a letter of another script. */
  | 'looks'
  /** Only upper and lower case differ, or full and half width. */
  | 'case'
  /** One sign more, one less, another one, or two that changed places. */
  | 'slip';

export interface KnownAccount {
  accountId: string;
  /** May be empty. */
  alias: string;
}

export interface KnownUser extends KnownAccount {
  name: string;
  /** Most long-term keys; `null` if the provider sets no limit. */
  quota: number | null;
  /** Long-term keys that still fit; `null` without a quota. */
  left: number | null;
}

/** The first ones that match, and whether there are more. */
export interface Known<One> {
  first: One[];
  more: boolean;
}

/** Most accounts or users that one answer has. */
export const mostKnown = 50;

/** What a typed account and user may have been meant to be. `null`: nothing close, or it is known as it is. */
export interface NearHolder {
  account: (KnownAccount & { id: number; how: Nearness }) | null;
  user: { id: number; name: string; how: Nearness } | null;
}
