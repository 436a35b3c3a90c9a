import type { CareKind, Days } from './keys/filter';
import type { StoredProviderId } from './providers/provider';

/** What the vault says about itself at a glance: what needs care, what comes, and how old the keys are. */

/** How many days the look ahead has, today included. */
export const daysAhead = 90;

/** The bands of age that are counted, in whole days. Together they hold every age. */
export const ageBands = [
  { most: 29 },
  { least: 30, most: 89 },
  { least: 90, most: 179 },
  { least: 180, most: 364 },
  { least: 365 },
] as const satisfies readonly Days[];

/** One calendar day of the look ahead, and how many enabled keys fall due or expire on it. */
export interface OverviewDay {
  /** Its first moment in the time zone of this machine, in milliseconds since the epoch. It ends where the next begins. */
  from: number;
  due: number;
  expires: number;
}

/** How many keys of a provider are in each of the {@link ageBands}, in their order. */
export interface ProviderAges {
  provider: StoredProviderId;
  keys: number[];
}

export interface Overview {
  /** How many keys the vault has. */
  keys: number;
  /** How many keys need each kind of care: as many as the list has when it is narrowed to it. */
  counts: Record<CareKind, number>;
  /** Rotations that are under way. */
  rotations: number;
  /** {@link daysAhead} days, today first. */
  days: OverviewDay[];
  /** When the last of these days ends, in milliseconds since the epoch. */
  until: number;
  /** Providers that have keys, in the interface's order. */
  ages: ProviderAges[];
  /** Files that the vault keeps as they were before keys were taken out of them. */
  originals: number;
}

/** A file in which Keyfold wrote keys in plain text. */
export interface PlainFile {
  path: string;
  /** When it was written last, in milliseconds since the epoch. */
  at: number;
  /** Keys that were written into it, as far as the log names them. */
  keys: number;
}

/** Most files in plain text that are told of, the latest first. */
export const mostPlainFiles = 200;
