import type { KeyRow } from './keys/access-key';
import { type ProfileId, profileOf } from './providers';

/** The rules of rotation, the same for the vault and the interface. Days are whole days of 24 hours. */

const day = 86_400_000;

/** Fewest and most days that a person can set; 0 stands for never. */
export const rotationDayLimits = { least: 1, most: 3650 } as const;
/** A key that Keyfold has not seen used for longer than this is advised for disabling and deletion. */
export const unusedAfter = 90 * day;
/** Two enabled keys of one identity for longer than this are one too many. */
export const twoActiveAfter = 30 * day;

export interface RotationPeriod {
  /** Age in days from which to warn. */
  warnDays: number;
  /** Age in days at which the key is due. */
  dueDays: number;
}

/**
 * When a key is to be replaced; `null`: never. Own days warn as long before as the profile does, or a sixth of the
 * period before where that is less.
 */
export function rotationPeriod(profile: ProfileId, ownDays: number | null): RotationPeriod | null {
  const { warnDays, dueDays } = profileOf(profile).rotation;
  if (ownDays === null) return { warnDays, dueDays };
  if (ownDays === 0) return null;
  return { warnDays: ownDays - Math.min(dueDays - warnDays, Math.floor(ownDays / 6)), dueDays: ownDays };
}

/** Lists of keys that something should be done about. */
export const dueKinds = ['due', 'unused', 'two-active'] as const;
export type DueKind = (typeof dueKinds)[number];

/** A key in one of these lists. */
export interface DueRow extends KeyRow {
  /** Its age in days; never negative. */
  days: number;
  /** The age at which it is due; 0 where it never is. */
  dueDays: number;
  /** When Keyfold itself last saw it used, or since when it could have; milliseconds since the epoch. */
  usedAt: number;
  /** For `two-active`: since when both are enabled; else 0. */
  bothSince: number;
}

export interface DuePage {
  total: number;
  offset: number;
  rows: DueRow[];
}

/**
 * The stages of a rotation: nothing but the old key yet; the new key is there; applications and the default use it; the
 * old key is disabled; the old key is deleted.
 */
export const rotationStages = ['started', 'added', 'switched', 'disabled', 'finished'] as const;
export type RotationStage = (typeof rotationStages)[number];

/** A rotation as it stands in the database. */
export interface Rotation {
  id: string;
  stage: RotationStage;
  /** Switching moved the default from the old key to the new one. */
  movedDefault: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** `null` once it is deleted. */
  oldKey: KeyRow | null;
  newKey: KeyRow | null;
  /** The identity has as many keys as its provider allows, so that none can be added; its other keys. */
  full: { limit: number; others: KeyRow[] } | null;
}

export interface RotationSummary {
  /** Past the day on which they should have been replaced. */
  due: number;
  /** To be replaced soon. */
  soon: number;
  unused: number;
  twoActive: number;
  /** Temporary keys that have expired. */
  expired: number;
  /** Rotations that are under way, the latest first. */
  open: Rotation[];
}
