import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './file-errors';

/** The calls that writing needs; tests put failing ones in their place. */
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
  /** Where the new bytes end up. */
  target: string;
  /** Name of the file in the same folder that takes the bytes first; one left by a crash is removed. */
  temporary: string;
  bytes: Uint8Array;
  /**
   * `replace`: what stood there is gone, or kept under the name `previous`. `create`: refused with `EEXIST` when
   * something stands there.
   */
  mode: 'replace' | 'create';
  /** Keeps what is replaced under this name. */
  previous?: string;
  /** Runs on the temporary once it is whole; where it throws, the target stays as it is. */
  whole?(temporary: string): void;
}

/**
 * Writes a file, private (0600) unless it says otherwise, whole or not at all: temporary, all bytes, fsync, rename, fsync of the folder. Whatever
 * is interrupted, the target is the former file or the new one. Throws the file system's own errors; the temporary is
 * gone then too.
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
      // The first error is the one to tell; the next write removes the leftover.
    }
    throw error;
  }
  syncFolder(dirname(target), system);
}

/** Writes a new private file (0600) and syncs it; refuses one that is there. */
export function writeWhole(path: string, bytes: Uint8Array, system: FileSystem): void {
  const file = system.openSync(path, 'wx', 0o600);
  try {
    for (let written = 0; written < bytes.byteLength; ) written += system.writeSync(file, bytes, written);
    system.fsyncSync(file);
  } finally {
    system.closeSync(file);
  }
}

/** Gives a finished file its name, only when nothing has that name. */
function placeNew(from: string, to: string, system: FileSystem): void {
  try {
    // A link refuses an existing name in the same step in which it takes it; a rename would overwrite.
    system.linkSync(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // File systems without hard links (FAT, some network shares): copying with COPYFILE_EXCL would not be atomic, so
    // rename; the callers checked that the name is free.
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

/** Removes a file, where it is there. */
export function removeIfThere(path: string, system: FileSystem): void {
  try {
    system.unlinkSync(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Makes a rename in this folder outlive a power cut. Windows has no such call and needs none. */
export function syncFolder(folder: string, system: FileSystem = fs): void {
  if (process.platform === 'win32') return;
  const handle = system.openSync(folder, 'r');
  try {
    system.fsyncSync(handle);
  } finally {
    system.closeSync(handle);
  }
}

/** On Windows a virus scanner may hold a file open for a moment; elsewhere the first failure is final. */
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
