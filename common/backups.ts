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

/** How many backups may be kept, and how many are kept (`usual`) if the person has not chosen a number. */
export const backupsKept = { least: 1, most: 30, usual: 7 } as const;

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
  /** Newest first. Only complete backups are listed. */
  backups: Backup[];
  /** The folder that holds them. It is shown, never taken as input. */
  folder: string;
  /** How many are kept. */
  keep: number;
  /** Why the last try since the unlock failed; `null` if it didn't fail. */
  failed: { kind: BackupKind; at: number; error: AppError } | null;
}

/** Returns the latest backup of a vault in use. The vault that a restore set aside is not one. */
export function lastBackup(backups: readonly Backup[]): Backup | null {
  return backups.find(({ kind }) => kind !== 'before-restore') ?? null;
}

/** The shape of a backup's name: when it was made (UTC) and why. A view names a backup by this and never by a path. */
export const backupName = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})(\\d{2})(\\d{2})Z-(${backupKinds.join('|')})(?:-(\\d{1,3}))?$`,
);
