import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Backup, type BackupKind, type BackupRule, usualRule } from '../../../common/backups';
import { type AppError, fail, KeyfoldError } from '../../../common/errors';
import type { HeldVault } from '../../../common/replaced';
import { fileError } from '../../../common/system-errors';
import { writeWhole } from '../../base/files/atomic-write';
import { copyPages } from '../../base/files/copy-pages';
import {
  type FolderSystem,
  privateFolder,
  realFolders,
  removeFolder,
  renameFolder,
} from '../../base/files/folder-system';
import { reportFailure } from '../../base/report-failure';
import type { Reader, VaultDatabase } from '../database/database';
import { databaseError } from '../database/database-errors';
import { slotsBytes } from '../slots/slots-file';
import type { Slots } from '../slots/slots-format';
import { checkCopy } from './check-copy';
import { backupsIn, clearLeftovers, databaseIn, freeNameLike, nameFor, partOf, pruneBackups, slotsIn } from './folders';
import { contentsOf } from './verify';

export interface BackupNeeds {
  /** The vault's folder. */
  folder: string;
  database: Reader & Pick<VaultDatabase, 'pages' | 'files'>;
  /** The vault key, which opens the database and its copy. */
  key: Uint8Array;
  /** The slots as they are in the file now. */
  slots: Slots;
  kind: BackupKind;
  /** Milliseconds since the epoch. */
  at: number;
  /** How many backups are kept; `null` if none is to be removed. The one that is made stays in any case. */
  keep: BackupRule | null;
  /** Throws if the vault is being closed. */
  goOn?(): void;
  system?: FolderSystem;
}

export interface MadeBackup {
  name: string;
  /** The older ones that were removed for it. */
  removed: readonly Backup[];
}

/**
 * Makes a backup: a copy of the database with the slots that open it. The copy is read back and compared before it gets
 * its name. A crash leaves either all of it or a leftover that never counts. Errors: those of the file system,
 * `vault-damaged` if the copy isn't what it should be, `vault-replaced`, those of `goOn`.
 */
export async function makeBackup(needs: BackupNeeds): Promise<MadeBackup> {
  const { folder, database, key, slots, kind, at, keep, goOn, system = realFolders } = needs;
  const { pages } = database;
  if (!pages) throw new Error('no pages');
  // A backup goes by the vault's path, where another vault may be by now.
  database.files?.check();
  const backups = backupsIn(folder);
  privateFolder(backups, folder, system);
  clearLeftovers(backups, system);
  const name = freeNameLike(backups, nameFor(kind, at), system);
  const whole = join(backups, name);
  const part = partOf(whole);
  try {
    system.mkdirSync(part, { mode: 0o700 });
    const copying = { system, ...(goOn ? { goOn } : {}) };
    const contents = await copyPages(pages, { path: databaseIn(part), read: () => contentsOf(database) }, copying);
    writeWhole(slotsIn(part), slotsBytes(slots), system);
    await checkCopy(part, { key, vaultId: slots.vaultId, slots: slotsBytes(slots), contents }, goOn);
    database.files?.check();
    renameFolder(part, whole, backups, system);
  } catch (error) {
    try {
      removeFolder(part, system);
    } catch (leftover) {
      // The first error is the one to report. The next backup removes the leftover.
      reportFailure('backup leftover', leftover);
    }
    throw error;
  }
  const removed: Backup[] = [];
  try {
    if (keep) for (const old of pruneBackups(folder, keep, { made: name, now: at }, system)) removed.push(old);
  } catch (error) {
    // One too many is no reason to call this one failed.
    reportFailure('old backups', error);
  }
  return { name, removed };
}

export interface HeldNeeds {
  held: HeldVault;
  /** The folder that takes the backup, and the name that it gets there if it is free. */
  folder: string;
  name: string;
  system?: FolderSystem;
}

/**
 * Writes the two files of a vault that was open as a backup, and reads them back. Returns its path. Errors: those of
 * the file system, `vault-damaged` if what was read is not what was written.
 */
export function writeHeld({ held, folder, name, system = realFolders }: HeldNeeds): string {
  const whole = join(folder, freeNameLike(folder, name, system));
  const part = partOf(whole);
  try {
    system.mkdirSync(part, { mode: 0o700 });
    for (const [path, bytes] of [
      [databaseIn(part), held.database],
      [slotsIn(part), held.slots],
    ] as const) {
      writeWhole(path, bytes, system);
      if (!fs.readFileSync(path).equals(bytes)) fail('vault-damaged', { file: path, part: 'database' });
    }
    renameFolder(part, whole, folder, system);
  } catch (error) {
    try {
      removeFolder(part, system);
    } catch (leftover) {
      reportFailure('backup leftover', leftover);
    }
    throw error;
  }
  return whole;
}

/** The same among the backups of this vault's folder, which must exist. `at` is in milliseconds since the epoch. */
export function keepHeld(held: HeldVault, folder: string, at: number, system: FolderSystem = realFolders): string {
  const backups = backupsIn(folder);
  privateFolder(backups, folder, system);
  return writeHeld({ held, folder: backups, name: nameFor('rescued', at), system });
}

/** Returns how many backups are kept. */
export function keptIn(database: Reader): BackupRule {
  const find =
    'SELECT backup_days AS days, backup_weeks AS weeks, backup_months AS months, backup_acts AS acts FROM meta';
  return database.get<BackupRule>(find) ?? usualRule;
}

/** Returns the error that a person sees for a failed backup. */
export function backupError(error: unknown, file: string): AppError {
  if (error instanceof KeyfoldError) return error.error;
  return databaseError(error, file) ?? fileError(error, file) ?? { code: 'internal' };
}
