import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../../common/errors';
import { systemCode } from '../../../common/system-errors';
import { type FileSystem, removeIfThere, syncFolder, withRetries } from './atomic-write';
import { unlessLacking } from './file-system-limits';

/** The calls that copying and moving whole folders needs. Tests replace them with failing ones. */
export interface FolderSystem extends FileSystem {
  mkdirSync(path: string, options: { mode: number }): void;
  rmdirSync(path: string): void;
  readdirSync(path: string): string[];
  chmodSync(path: string, mode: number): void;
  readSync(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  /** Runs off this thread, because it may take long on a slow disk. */
  fsync(file: number, done: (error: Error | null) => void): void;
}

export const realFolders: FolderSystem = fs;

/** `fsync` that lets other work go on. Errors: those of the file system. */
export function synced(file: number, system: FolderSystem): Promise<void> {
  return new Promise((resolve, reject) => system.fsync(file, (error) => (error ? reject(error) : resolve())));
}

/**
 * Returns whether a real folder has this name. A link to a folder is none. Errors: those of the file system other than
 * "not there".
 */
export const isFolder = (path: string): boolean =>
  fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Returns which folder has this name, or `null` if it is no folder: a link counts as what it is, and is never followed.
 * Errors: `vault-foreign` if the folder belongs to another user.
 */
function ownFolder(path: string): fs.BigIntStats | null {
  const stat = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stat?.isDirectory()) return null;
  // The user who runs this may be another than the owner of the whole vault, for example an administrator.
  const owners = () => [process.geteuid?.(), fs.statSync(dirname(path)).uid];
  if (process.geteuid && !owners().includes(Number(stat.uid))) fail('vault-foreign', { file: path });
  return stat;
}

/**
 * Makes a private folder (0700) if there is none, and makes sure that its name is kept after a power cut. `parent` must
 * exist: if it was removed, it is not made again. A link of that name is replaced by a folder. Errors: `vault-foreign`
 * for another user's folder, those of the file system.
 */
export function privateFolder(path: string, parent: string, system: FolderSystem = realFolders): void {
  // A link would have the folder's mode changed and files written where it leads to.
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) removeIfThere(path, system);
  try {
    system.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Anything else of that name is left as it is.
    if (systemCode(error) !== 'EEXIST' || !ownFolder(path)) throw error;
    // Its owner is known by now, so a refusal comes from a file system without modes.
    unlessLacking('modes', () => system.chmodSync(path, 0o700));
    return;
  }
  syncFolder(parent, system);
}

/**
 * Removes one of Keyfold's own folders with all that is in it, if it is there. Whatever else has that name, or stands
 * in the folder, is unlinked itself: a link is never followed. Errors: `vault-foreign` if a folder belongs to another
 * user or is exchanged meanwhile, those of the file system.
 */
export function removeFolder(path: string, system: FolderSystem = realFolders): void {
  const folder = ownFolder(path);
  if (folder) removeOwn(path, folder, system);
  else removeIfThere(path, system);
}

function removeOwn(path: string, folder: fs.BigIntStats, system: FolderSystem): void {
  const names = system.readdirSync(path);
  const stillThere = () => {
    const now = ownFolder(path);
    // A link may have taken the folder's place since its names were read.
    if (now?.ino !== folder.ino || now.dev !== folder.dev) fail('vault-foreign', { file: path });
  };
  for (const name of names) {
    stillThere();
    removeFolder(join(path, name), system);
  }
  stillThere();
  system.rmdirSync(path);
}

/** Gives a complete folder its name. From then on it counts. */
export function renameFolder(from: string, to: string, parent: string, system: FolderSystem = realFolders): void {
  syncFolder(from, system);
  withRetries(() => system.renameSync(from, to));
  syncFolder(parent, system);
}
