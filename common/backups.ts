import type { AppError } from './errors';

/** Why a backup was made. The list only grows: the kind stands in the names of the folders. */
const backupKinds = [
  'daily',
  'manual',
  'before-migration',
  'before-import',
  'before-rekey',
  /** The vault that a restore took the place of. Never removed by Keyfold itself. */
  'before-restore',
] as const;
export type BackupKind = (typeof backupKinds)[number];

/** How many backups may be kept, and how many are, unless a person chose otherwise. */
export const backupsKept = { least: 1, most: 30, usual: 7 } as const;

/** One backup as the folder shows it; nothing in it needs a key. */
export interface Backup {
  /** Its folder's name. */
  name: string;
  kind: BackupKind;
  /** Milliseconds since the epoch, to the second. */
  at: number;
  /** Bytes of its files. */
  size: number;
}

/** What is said of backups in Settings and above the list. */
export interface BackupState {
  /** Newest first; only whole ones. */
  backups: Backup[];
  /** Where they stand; shown, never taken as input. */
  folder: string;
  /** How many are kept. */
  keep: number;
  /** Why the last try since unlocking failed; `null` when none did. */
  failed: { kind: BackupKind; at: number; error: AppError } | null;
}

/** The latest of them that was made of a good vault; the one that a restore set aside is not. */
export function lastBackup(backups: readonly Backup[]): Backup | null {
  return backups.find(({ kind }) => kind !== 'before-restore') ?? null;
}

/** Shape of a backup's name: when it was made, UTC, and why. Not more than this ever comes from a view. */
export const backupName = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})(\\d{2})(\\d{2})Z-(${backupKinds.join('|')})(?:-(\\d{1,3}))?$`,
);
