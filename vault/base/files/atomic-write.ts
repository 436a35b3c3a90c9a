import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { naming, systemCode } from '../../../common/system-errors';
import { noteLimit, unlessLacking } from './file-system-limits';

/** The calls that writing needs. Tests replace them with failing ones. */
export interface FileSystem {
  openSync(path: string, flags: 'r' | 'wx', mode?: number): number;
  writeSync(file: number, bytes: Uint8Array, from: number): number;
  fsyncSync(file: number): void;
  closeSync(file: number): void;
  renameSync(from: string, to: string): void;
  linkSync(from: string, to: string): void;
  unlinkSync(path: string): void;
  copyFileSync(from: string, to: string): void;
}

export interface AtomicWrite {
  /** The path that gets the new bytes. */
  target: string;
  /** The name of the file in the same folder that gets the bytes first. If a crash left one, it is removed. */
  temporary: string;
  bytes: Uint8Array;
  /**
   * `replace`: the file that was there is gone, or is kept under the name `previous`. `create`: fails with `EEXIST` if
   * there is something already.
   */
  mode: 'replace' | 'create';
  /** The replaced file is kept under this name. */
  previous?: string;
  /** Runs on the temporary file once it is complete. If this throws, the target stays as it is. */
  whole?(temporary: string): void;
}

/**
 * Writes a file, private (0600) if no other mode is given. It is written completely or not at all: the temporary file,
 * all bytes, fsync, rename, fsync of the folder. If any step is interrupted, the target is the former file or the new
 * one. Throws the file system's own errors; the temporary file is removed then.
 */
export function writeAtomically(
  { target, temporary, bytes, mode, previous, whole }: AtomicWrite,
  system: FileSystem = fs,
): void {
  removeIfThere(temporary, system);
  try {
    writeWhole(temporary, bytes, system);
    whole?.(temporary);
    if (mode === 'create') placeNew(temporary, target, system);
    else {
      if (previous !== undefined) keep(target, previous, system);
      withRetries(() => system.renameSync(temporary, target));
    }
  } catch (error) {
    try {
      removeIfThere(temporary, system);
    } catch {
      // The first error is the one to report. The next write removes the leftover.
    }
    throw error;
  }
  syncFolder(dirname(target), system);
}

/** Writes a new private file (0600) and syncs it. Fails if the file exists. */
export function writeWhole(path: string, bytes: Uint8Array, system: FileSystem): void {
  const file = system.openSync(path, 'wx', 0o600);
  try {
    naming(path, () => {
      for (let written = 0; written < bytes.byteLength; ) written += system.writeSync(file, bytes, written);
      system.fsyncSync(file);
    });
  } finally {
    system.closeSync(file);
  }
}

/** Gives a finished file its name, if nothing has that name. */
function placeNew(from: string, to: string, system: FileSystem): void {
  try {
    // A link takes the name and refuses an existing one in the same step. A rename would overwrite.
    system.linkSync(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // Some file systems have no hard links (FAT, some network shares). Copying with COPYFILE_EXCL would not be atomic,
    // so the file is renamed. The callers have checked that the name is free.
    noteLimit('links');
    withRetries(() => system.renameSync(from, to));
    return;
  }
  system.unlinkSync(from);
}

function keep(path: string, copy: string, system: FileSystem): void {
  removeIfThere(copy, system);
  try {
    system.linkSync(path, copy);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    system.copyFileSync(path, copy);
  }
}

/** Removes a file if it exists. */
export function removeIfThere(path: string, system: FileSystem): void {
  try {
    system.unlinkSync(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/**
 * Makes sure that a rename in this folder is kept after a power cut. Windows has no such call and needs none. A file
 * system that has none is noted (`file-system-limits.ts`).
 */
export function syncFolder(folder: string, system: FileSystem = fs): void {
  if (process.platform === 'win32') return;
  unlessLacking('folder-sync', () => {
    const handle = system.openSync(folder, 'r');
    try {
      naming(folder, () => system.fsyncSync(handle));
    } finally {
      system.closeSync(handle);
    }
  });
}

/**
 * On Windows a virus scanner may hold a file open for a moment, so the act is tried again there. On other systems the
 * first failure is final.
 */
export function withRetries(act: () => void): void {
  const delays = process.platform === 'win32' ? [10, 40, 160, 640] : [];
  for (const delay of delays) {
    try {
      act();
      return;
    } catch (error) {
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(systemCode(error) ?? '')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delay);
    }
  }
  act();
}
