import type { KeyRow } from './keys/access-key';
import type { RotationStage } from './keys/status';
import { isKnownProvider, providerOf, type StoredProviderId } from './providers';

/** The rules of rotation, the same for the vault and the interface. Days are whole days of 24 hours. */

const day = 86_400_000;

/** Fewest and most days that a person can set; 0 stands for never. */
export const rotationDayLimits = { least: 1, most: 3650 } as const;
/**
 * In milliseconds. If Keyfold has not seen a key used for longer than this, it advises to disable and delete the key.
 */
export const unusedAfter = 90 * day;
/** In milliseconds. If one identity has two enabled keys for longer than this, one of them is too many. */
export const twoActiveAfter = 30 * day;

export interface RotationPeriod {
  /** The age in days from which Keyfold warns. */
  warnDays: number;
  /** The age in days from which the key is due. */
  dueDays: number;
}

/**
 * Returns when a key is to be replaced; `null`: never, or only a later Keyfold knows it. `ownDays` are the days that a person set for it: `null`: as its
 * provider says, 0: never. With own days the warning comes as many days before as in the provider, but at most a sixth of
 * the period before.
 */
export function rotationPeriod(provider: StoredProviderId, ownDays: number | null): RotationPeriod | null {
  if (!isKnownProvider(provider)) return null;
  const { warnDays, dueDays } = providerOf(provider).rotation;
  if (ownDays === null) return { warnDays, dueDays };
  if (ownDays === 0) return null;
  return { warnDays: ownDays - Math.min(dueDays - warnDays, Math.floor(ownDays / 6)), dueDays: ownDays };
}

/** The lists of keys that need attention. */
export const dueKinds = ['due', 'unused', 'two-active'] as const;
export type DueKind = (typeof dueKinds)[number];

/** A key in one of these lists. */
export interface DueRow extends KeyRow {
  /** Its age in days; never negative. */
  days: number;
  /** The age in days at which it is due; 0 if it never is. */
  dueDays: number;
  /**
   * When Keyfold itself last saw it used, in milliseconds since the epoch. If it never did: since when it could have.
   */
  usedAt: number;
  /** For `two-active`: since when both are enabled, in milliseconds since the epoch. Else 0. */
  bothSince: number;
}

export interface DuePage {
  total: number;
  offset: number;
  rows: DueRow[];
}

export { type RotationStage, rotationStages } from './keys/status';

/** A rotation as it is stored in the database. */
export interface Rotation {
  id: string;
  stage: RotationStage;
  /** Switching moved the default from the old key to the new one. */
  movedDefault: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** `null` if it is deleted. */
  oldKey: KeyRow | null;
  newKey: KeyRow | null;
  /**
   * Set if the identity has as many keys as its provider allows, so that none can be added. `others` are its other
   * keys.
   */
  full: { limit: number; others: KeyRow[] } | null;
}

export interface RotationSummary {
  /** Keys that are past the day on which they should have been replaced. */
  due: number;
  /** Keys that should be replaced soon. */
  soon: number;
  unused: number;
  twoActive: number;
  /** Temporary keys that have expired. */
  expired: number;
  /** Rotations that are under way, the latest first. */
  open: Rotation[];
}
