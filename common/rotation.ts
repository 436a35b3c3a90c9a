import type { KeyRow } from './keys/access-key';
import type { RotationStage } from './keys/status';
import type { Language } from './languages';
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

export { type RotationStage, rotationStages } from './keys/status';

/** One rotation as the board shows it. */
export interface RotationCard {
  /** The id of its old key, by which the rotation is called. */
  id: string;
  stage: RotationStage;
  /** Since when it is at this stage, in milliseconds since the epoch. */
  since: number;
  /** `null` if it is deleted. */
  oldKey: KeyRow | null;
  newKey: KeyRow | null;
}

export interface BoardPage {
  total: number;
  offset: number;
  rows: RotationCard[];
}

/** How many rotations are at each stage. */
export type StageCounts = Readonly<Record<RotationStage, number>>;

/** One rotation with all that its dialog says. It can be one that nobody has begun: then it is as if `started`. */
export interface Rotation extends RotationCard {
  begun: boolean;
  /** Why it can't be begun: the old key is disabled, or is a temporary key; `null`: it can, or it is under way. */
  closed: 'disabled' | 'temporary' | null;
  /** Switching moved the default from the old key to the new one. */
  movedDefault: boolean;
  /** Milliseconds since the epoch; 0 if it was not begun. */
  startedAt: number;
  /** The names that the keys get if names are carried over; `null` if that isn't the next step. */
  names: { old: string; new: string } | null;
  /** The vault's keys that can be the new key, {@link mostCandidates} at most: the newest first. */
  candidates: KeyRow[];
  /**
   * Set if the identity has as many keys as its provider allows, so that none can be added. `others` are its other
   * keys.
   */
  full: { limit: number; others: KeyRow[] } | null;
}

/** Most keys that are offered as the new key of one rotation. */
export const mostCandidates = 20;
/** Most pairs that are proposed and linked at once. Then the next ones are proposed. */
export const mostPairs = 500;
/** Most rotations of one act. */
export const mostRotated = 10_000;

/** A key that is in rotation, due or leaked, and a newer one of the same user that can take its place. */
export interface ProposedPair {
  oldKey: KeyRow;
  newKey: KeyRow;
  /** Its rotation was begun already. */
  begun: boolean;
}

/** What an old key's name gets at its end, in each language. `number` is there from the second such name on. */
const formerWords: Readonly<Record<Language, (number: string) => string>> = {
  en: (number) => ` (old${number && ` ${number}`})`,
  'zh-CN': (number) => `（旧${number}）`,
};

/** Drops half of a sign that was cut in two. */
const wholeSigns = (text: string): string => text.replace(/[\ud800-\udbff]$/, '').trimEnd();

/**
 * Returns a name for the old key whose name the new key gets: the same with a word at its end. `isTaken` says if another
 * key has a name. A long name is cut, so that it has no more than `most` characters (UTF-16 units).
 */
export function formerName(name: string, language: Language, most: number, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const end = formerWords[language](count === 1 ? '' : String(count));
    const room = most - end.length;
    const begin = name.length <= room ? name : `${wholeSigns(name.slice(0, room - 1))}…`;
    if (!isTaken(`${begin}${end}`)) return `${begin}${end}`;
  }
}
