import * as fs from 'node:fs';
import { type FileSystem, removeIfThere, syncFolder, withRetries } from './atomic-write';
import { systemCode } from './file-errors';

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
 * Makes a private folder (0700) if there is none, and makes sure that its name is kept after a power cut. `parent` must
 * exist: if it was removed, it is not made again. Errors: those of the file system.
 */
export function privateFolder(path: string, parent: string, system: FolderSystem = realFolders): void {
  try {
    system.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Anything else of that name is left as it is.
    if (systemCode(error) !== 'EEXIST' || !fs.statSync(path).isDirectory()) throw error;
    system.chmodSync(path, 0o700);
    return;
  }
  syncFolder(parent, system);
}

/** Removes a folder of plain files, if it is there. Errors: those of the file system. */
export function removeFolder(path: string, system: FolderSystem = realFolders): void {
  let names: string[];
  try {
    names = system.readdirSync(path);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  for (const name of names) removeIfThere(`${path}/${name}`, system);
  system.rmdirSync(path);
}

/** Gives a complete folder its name. From then on it counts. */
export function renameFolder(from: string, to: string, parent: string, system: FolderSystem = realFolders): void {
  syncFolder(from, system);
  withRetries(() => system.renameSync(from, to));
  syncFolder(parent, system);
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
