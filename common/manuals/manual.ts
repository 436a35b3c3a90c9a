import type { Localized } from '../languages';

/**
 * What the manual of a provider's console says about its access keys, as data. A topic is left out if no public manual
 * says it. The sentences are Keyfold's own, in both languages.
 */

export const manualTopics = [
  /** What the two halves are, and what they are for. */
  'pair',
  /** Whose the resources are: a key is no account. */
  'owner',
  /** Who may create a key. */
  'creators',
  /** How often the secret can be seen or downloaded. */
  'once',
  /** That a key doesn't end by itself. */
  'lifetime',
  /** That it is no way to sign in to the console. */
  'signIn',
  /** What disabling does. */
  'disable',
  /** What deleting does, and what must come before. */
  'delete',
  /** What to do if it was lost. */
  'lost',
] as const;
export type ManualTopic = (typeof manualTopics)[number];

/** What can be done to a key in the console. */
export const consoleActs = ['create', 'disable', 'delete'] as const;
export type ConsoleAct = (typeof consoleActs)[number];

/** Where something is in the console: the pages and buttons to go through, one after the other. */
export interface ConsolePath {
  act: ConsoleAct;
  /** Whose keys these are, or who goes there. `null`: the same for all. */
  whose: Localized | null;
  steps: { readonly en: readonly string[]; readonly 'zh-CN': readonly string[] };
}

export interface Manual {
  topics: Readonly<Partial<Record<ManualTopic, Localized>>>;
  paths: readonly ConsolePath[];
  /** What to be careful with in the paths: names that could not be verified. */
  pathsNote: Localized | null;
  /** What to do if a key was leaked, in this order. */
  leaked: readonly [Localized, ...Localized[]];
}
