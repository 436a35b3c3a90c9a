/** What the vault wants to be said outside of the window: keys that need a person soon. No id, no secret is in it. */

/** In milliseconds. A temporary key is about to end if it has no more than this left. */
export const endsSoon = 10 * 60_000;

/** Most keys that one message names. */
export const mostToldNames = 3;

/** Keys that have just become due, or are about to end. */
export interface News {
  what: 'due' | 'ending';
  /** How many there are. */
  keys: number;
  /** The names of the first ones, at most {@link mostToldNames}. */
  names: string[];
}

export interface Attention {
  /** How many keys of the vault are past the day on which they should have been replaced. */
  due: number;
  /** What has not been told yet. */
  news: News[];
}
