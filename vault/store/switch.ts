import { join } from 'node:path';
import { backupName } from '../../common/backups';
import { fail } from '../../common/errors';
import { syncFolder, withRetries } from '../base/files/atomic-write';
import {
  type FolderSystem,
  isFolder,
  privateFolder,
  realFolders,
  removeFolder,
  renameFolder,
} from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';
import { backupsIn, freeNameLike } from './backups/folders';
import { isInUse } from './database/open';
import type { VaultPaths } from './paths';

/**
 * Puts another database and other slots in the place of the present ones, for a restore or for new keys. These are two
 * files, so both are made ready in a folder first, which then gets its name in one step:
 *
 * 1. `next.part`: nothing has happened yet. The next switch removes such a folder.
 * 2. `next`: the switch has happened, whatever is still in the vault's folder. {@link finishSwitch} moves the files of
 *    `next` to their place, one after the other.
 * 3. No `next`: the switch is done.
 *
 * After a crash, a folder `next` may be there. But anybody who can write to the vault's folder can make one. So its
 * files take the vault's place only after a password has opened them (`pending.ts`). If it opens the vault itself
 * instead, `next` is removed: then the switch has not happened.
 *
 * The replaced files must be a backup before step 2 begins, or be in `next` as a folder with a backup's name. Then they
 * become a backup in the same step, and no backup is made if that step never comes.
 */

/** Returns the path of the folder that will take the vault's place. */
export const nextIn = (folder: string) => join(folder, 'next');
const nextPartIn = (folder: string) => join(folder, 'next.part');

/** Makes an empty private folder for the pair of files. Errors: those of the file system. */
export function beginSwitch(folder: string, system: FolderSystem = realFolders): string {
  const part = nextPartIn(folder);
  removeFolder(part, system);
  system.mkdirSync(part, { mode: 0o700 });
  return part;
}

/** Gives up the switch. Never throws: the next switch removes what is left. */
export function dropSwitch(folder: string, system: FolderSystem = realFolders): void {
  try {
    removeFolder(nextPartIn(folder), system);
  } catch {
    // The disk is full or read-only, and the caller's own error says that.
  }
}

/** Returns the folders that will become backups. */
const asidesIn = (folder: string, system: FolderSystem): string[] =>
  system.readdirSync(folder).filter((name) => backupName.test(name) && isFolder(join(folder, name)));

/**
 * Returns the two files that a switch which was begun wants to be the vault, or `null` if there is no such switch. The
 * database may be in the vault's place already. Nobody has proven yet that they are this vault's.
 */
export function pendingSwitch({ folder, database }: VaultPaths): Pick<VaultPaths, 'slots' | 'database'> | null {
  const next = nextIn(folder);
  const slots = join(next, 'slots.json');
  if (!isFolder(next) || !isThere(slots)) return null;
  const nextDatabase = join(next, 'vault.db');
  return { slots, database: isThere(nextDatabase) ? nextDatabase : database };
}

/**
 * Removes a switch that is not this vault's, or is done. Must be called only when the vault's own files are known to be
 * the vault. Errors: those of the file system.
 */
export function forgetSwitch(folder: string, system: FolderSystem = realFolders): void {
  if (!isThere(nextIn(folder))) return;
  // The files may have been moved by a switch that a crash cut before its last steps.
  syncFolder(folder, system);
  removeFolder(nextIn(folder), system);
}

/**
 * Begins the switch. Both files are complete and on the disk: from here on they are the vault. A `next` that is there
 * already is removed, so the caller must have made sure that it isn't needed. Errors: those of the file system; then
 * the switch has not happened.
 */
export function commitSwitch(folder: string, system: FolderSystem = realFolders): void {
  forgetSwitch(folder, system);
  try {
    renameFolder(nextPartIn(folder), nextIn(folder), folder, system);
  } catch (error) {
    // Only the sync after the rename has failed, and `finishSwitch` makes up for it.
    if (isThere(nextPartIn(folder))) throw error;
    reportFailure('switch', error);
  }
}

/**
 * Moves the files of a switch into the vault's place, if there are any. Must be called only when they are proven to be
 * this vault's. It may be interrupted at any point and begun again. Errors: `vault-in-use`, those of the file system.
 */
export function finishSwitch({ folder, slots, database }: VaultPaths, system: FolderSystem = realFolders): void {
  const next = nextIn(folder);
  if (!isFolder(next)) {
    forgetSwitch(folder, system);
    return;
  }
  const nextDatabase = join(next, 'vault.db');
  const nextSlots = join(next, 'slots.json');
  if (isThere(nextDatabase)) {
    if (isThere(database) && isInUse(database)) fail('vault-in-use', {});
    for (const name of asidesIn(next, system)) becomeBackup(folder, join(next, name), name, system);
    // The journal belongs to the file that is replaced. Beside the new file, SQLite would write the journal's pages
    // into that.
    removeFolder(`${database}-journal`, system);
    withRetries(() => system.renameSync(nextDatabase, database));
  }
  if (isThere(nextSlots)) {
    // These are the former slots, which must be gone after new keys, also after a crash in between.
    removeFolder(`${slots}.bak`, system);
    withRetries(() => system.renameSync(nextSlots, slots));
  }
  syncFolder(folder, system);
  removeFolder(next, system);
  syncFolder(folder, system);
}

function becomeBackup(folder: string, from: string, name: string, system: FolderSystem): void {
  const backups = backupsIn(folder);
  privateFolder(backups, folder, system);
  renameFolder(from, join(backups, freeNameLike(backups, name, system)), backups, system);
}
