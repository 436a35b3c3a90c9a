import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Backup, type BackupKind, type BackupRule, backupName } from '../../../common/backups';
import { fail } from '../../../common/errors';
import { systemCode } from '../../../common/system-errors';
import { type FolderSystem, isFolder, realFolders, removeFolder } from '../../base/files/folder-system';
import { tooMany } from './retention';

/**
 * The folder of backups. Each backup is a folder of its own with a database and the slots that open it. A backup exists
 * from the moment when that folder gets its name. `.part` is a backup that is being made, `.gone` is one that is being
 * removed. Neither counts. If a crash leaves one of them, the next backup removes it.
 */

const part = '.part';
const gone = '.gone';

/** Paths: of the folder of backups, and of the two files in one backup. */
export const backupsIn = (vaultFolder: string) => join(vaultFolder, 'backups');
export const databaseIn = (backup: string) => join(backup, 'vault.db');
export const slotsIn = (backup: string) => join(backup, 'slots.json');

/**
 * Returns every complete backup, newest first, and none if there is no such folder. Errors: those of the file system.
 */
export const listBackups = (vaultFolder: string): Backup[] => listIn(backupsIn(vaultFolder));

/** The same of any folder of backups. */
export function listIn(folder: string): Backup[] {
  if (!isFolder(folder)) return [];
  let names: string[];
  try {
    names = fs.readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return [];
    throw error;
  }
  return names
    .map((name) => backupAt(folder, name))
    .filter((backup) => backup !== null)
    .sort((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
}

/** Returns the backup of that name, or `null` if there is none or a part of it is missing. */
export function findBackup(vaultFolder: string, name: string): Backup | null {
  return isFolder(backupsIn(vaultFolder)) ? backupAt(backupsIn(vaultFolder), name) : null;
}

function backupAt(folder: string, name: string): Backup | null {
  const known = backupName.exec(name);
  // A link is no backup, so nothing is restored or removed where it leads to.
  if (!known || !isFolder(join(folder, name))) return null;
  const at = momentOf(known);
  const size = sizeOf(databaseIn(join(folder, name)));
  const slots = sizeOf(slotsIn(join(folder, name)));
  if (size === null || slots === null || Number.isNaN(at)) return null;
  return { name, kind: known[7] as BackupKind, at, size: size + slots };
}

/** Returns when a backup was made, by the parts of its name, in milliseconds since the epoch. */
function momentOf(parts: RegExpExecArray): number {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1, 7).map(Number);
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}

/** Returns the moment that a backup's name says; `null` if it is no such name. */
export function momentNamed(name: string): number | null {
  const parts = backupName.exec(name);
  return parts && momentOf(parts);
}

function sizeOf(file: string): number | null {
  try {
    const stat = fs.lstatSync(file);
    return stat.isFile() ? stat.size : null;
  } catch {
    return null;
  }
}

/** Returns a name for a backup that is made at this moment (milliseconds since the epoch). */
export const nameFor = (kind: BackupKind, at: number) =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z-${kind}`;

/** Returns that name, or one like it that is free. */
export function freeNameLike(folder: string, plain: string, system: FolderSystem = realFolders): string {
  const taken = new Set(system.readdirSync(folder).map((name) => name.replace(/\.(part|gone)$/, '')));
  let name = plain;
  for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`;
  return name;
}

/** Returns the path of a backup while it is being made. */
export const partOf = (path: string) => path + part;

/** Removes what interrupted backups and removals left behind. Errors: those of the file system. */
export function clearLeftovers(folder: string, system: FolderSystem = realFolders): void {
  for (const name of system.readdirSync(folder)) {
    if (name.endsWith(part) || name.endsWith(gone)) removeFolder(join(folder, name), system);
  }
}

/**
 * Removes a backup. It stops counting in one step, and then its files are removed. Errors:
 * `backup-gone`, those of the file system.
 */
export function removeBackup(vaultFolder: string, name: string, system: FolderSystem = realFolders): void {
  removeFrom(backupsIn(vaultFolder), name, system);
}

/** The same in any folder of backups. */
export function removeFrom(folder: string, name: string, system: FolderSystem = realFolders): void {
  const path = join(folder, name);
  // The folder of backups may have become a link since the name was found in it.
  if (!isFolder(folder) || !backupAt(folder, name)) fail('backup-gone', {});
  removeFolder(path + gone, system);
  system.renameSync(path, path + gone);
  removeFolder(path + gone, system);
}

/**
 * Removes the backups that the rule doesn't keep, and returns each of them when it is gone. `made` is the name of the one
 * that was just made.
 */
export function* pruneBackups(
  vaultFolder: string,
  rule: BackupRule,
  { made, now }: { made: string; now: number },
  system: FolderSystem = realFolders,
): Generator<Backup> {
  for (const old of tooMany(listBackups(vaultFolder), rule, now, made)) {
    removeBackup(vaultFolder, old.name, system);
    yield old;
  }
}
