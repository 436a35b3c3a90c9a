import { join } from 'node:path';
import { backupName } from '../../common/backups';
import { fail } from '../../common/errors';
import { removeIfThere, syncFolder, withRetries } from '../base/files/atomic-write';
import { type FolderSystem, privateFolder, realFolders, removeFolder, renameFolder } from '../base/files/folder-system';
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
 *    `next` to their place, one after the other. Each unlock begins with that. It needs no key.
 * 3. No `next`: the switch is done.
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
  clear(part, system);
  system.mkdirSync(part, { mode: 0o700 });
  return part;
}

/** Gives up the switch. Never throws: the next switch removes what is left. */
export function dropSwitch(folder: string, system: FolderSystem = realFolders): void {
  try {
    clear(nextPartIn(folder), system);
  } catch {
    // The disk is full or read-only, and the caller's own error says that.
  }
}

function clear(part: string, system: FolderSystem): void {
  for (const name of asidesIn(part, system)) removeFolder(join(part, name), system);
  removeFolder(part, system);
}

/** Returns the folders that will become backups, in a folder that may not exist. */
function asidesIn(folder: string, system: FolderSystem): string[] {
  return isThere(folder) ? system.readdirSync(folder).filter((name) => backupName.test(name)) : [];
}

/**
 * Begins the switch. Both files are complete and on the disk: from here on they are the vault. Errors: those of the
 * file system; then the switch has not happened.
 */
export function commitSwitch(folder: string, system: FolderSystem = realFolders): void {
  try {
    renameFolder(nextPartIn(folder), nextIn(folder), folder, system);
  } catch (error) {
    // Only the sync after the rename has failed, and `finishSwitch` makes up for it.
    if (!isThere(nextIn(folder))) throw error;
    reportFailure('switch', error);
  }
}

/**
 * Moves the files of a switch into the vault's place, if there are any. It may be interrupted at any point and begun
 * again. Errors: `vault-in-use`, those of the file system.
 */
export function finishSwitch({ folder, slots, database }: VaultPaths, system: FolderSystem = realFolders): void {
  const next = nextIn(folder);
  if (!isThere(next)) return;
  const nextDatabase = join(next, 'vault.db');
  const nextSlots = join(next, 'slots.json');
  if (isThere(nextDatabase)) {
    if (isThere(database) && isInUse(database)) fail('vault-in-use', {});
    for (const name of asidesIn(next, system)) becomeBackup(folder, join(next, name), name, system);
    // The journal belongs to the file that is replaced. Beside the new file, SQLite would write the journal's pages
    // into that.
    removeIfThere(`${database}-journal`, system);
    withRetries(() => system.renameSync(nextDatabase, database));
  }
  if (isThere(nextSlots)) {
    withRetries(() => system.renameSync(nextSlots, slots));
    // These are the former slots, which must be gone after new keys.
    removeIfThere(`${slots}.bak`, system);
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
