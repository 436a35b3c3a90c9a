import type { AppError } from './errors';

/** Why a backup was made. The list only grows: the kind stands in the names of the folders. */
const backupKinds = [
  'daily',
  'manual',
  'before-migration',
  'before-import',
  'before-rekey',
  /** The vault that a restore replaced. Keyfold never removes this backup by itself. */
  'before-restore',
  /** The state of a vault whose file was replaced while it was open. Keyfold never removes this backup by itself. */
  'rescued',
] as const;
export type BackupKind = (typeof backupKinds)[number];

/**
 * How many backups are kept. Each number counts by itself, so that many backups of one kind never push out those of
 * another. Of the daily backups, the newest of each of so many days, weeks and months that have one is kept. `acts`: so
 * many of those that were made before an update, an import or new keys. Backups made by hand, those that a restore set
 * aside, and rescued ones are kept until a person deletes them.
 */
export interface BackupRule {
  days: number;
  weeks: number;
  months: number;
  acts: number;
}

/** The parts of the rule, with the numbers that a person may choose, and the number (`usual`) until one is chosen. */
export const backupRule = {
  days: { least: 1, most: 30, usual: 7 },
  weeks: { least: 0, most: 12, usual: 4 },
  months: { least: 0, most: 36, usual: 12 },
  acts: { least: 1, most: 30, usual: 5 },
} as const satisfies Record<keyof BackupRule, { least: number; most: number; usual: number }>;

/** The rule until a person chooses another. */
export const usualRule: BackupRule = {
  days: backupRule.days.usual,
  weeks: backupRule.weeks.usual,
  months: backupRule.months.usual,
  acts: backupRule.acts.usual,
};

export const ruleParts = ['days', 'weeks', 'months', 'acts'] as const satisfies (keyof BackupRule)[];

/** Returns whether less is kept by the first rule than by the second, in any of its parts. */
export const keepsFewer = (one: BackupRule, other: BackupRule): boolean =>
  ruleParts.some((part) => one[part] < other[part]);

/** One backup, as its folder shows it. No key is needed to read this. */
export interface Backup {
  /** Its folder's name. */
  name: string;
  kind: BackupKind;
  /** Milliseconds since the epoch, to the second. */
  at: number;
  /** Bytes of its files. */
  size: number;
}

/** What Settings and the banner above the list say about backups. */
export interface BackupState {
  /** Newest first, and those ahead of the clock last. Only complete backups are listed. */
  backups: Backup[];
  /** The folder that holds them. It is shown, never taken as input. */
  folder: string;
  keep: BackupRule;
  /** Why the last try since the unlock failed; `null` if it didn't fail. */
  failed: { kind: BackupKind; at: number; error: AppError } | null;
  /** The second folder, which gets a copy of each backup; `null` if there is none. */
  second: {
    /** It is shown, never taken as input. */
    folder: string;
    /** When a copy there worked last; `null`: never yet. */
    copied: number | null;
    /** Why the last copy since the unlock failed; `null` if it didn't fail. */
    failed: { at: number; error: AppError } | null;
    /** Whether it is on the same disk as the vault, as far as that is known. */
    sameDisk: boolean;
  } | null;
}

/** Returns the latest backup of a vault in use. The vault that a restore set aside is not one. */
export function lastBackup(backups: readonly Backup[]): Backup | null {
  return backups.find(({ kind }) => kind !== 'before-restore') ?? null;
}

/** The shape of a backup's name: when it was made (UTC) and why. A view names a backup by this and never by a path. */
export const backupName = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})(\\d{2})(\\d{2})Z-(${backupKinds.join('|')})(?:-(\\d{1,3}))?$`,
);
