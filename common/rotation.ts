import type { KeyRow } from './keys/access-key';
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

/**
 * The stages of a rotation. `started`: there is only the old key. `added`: the new key is there. `switched`:
 * applications and the default use the new key. `disabled`: the old key is disabled. `finished`: the old key is
 * deleted.
 */
export const rotationStages = ['started', 'added', 'switched', 'disabled', 'finished'] as const;
export type RotationStage = (typeof rotationStages)[number];

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
  /** Rotations that are under way, the latest first. */
  open: Rotation[];
}
