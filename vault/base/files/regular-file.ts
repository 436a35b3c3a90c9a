import * as fs from 'node:fs';
import { fail } from '../../../common/errors';
import { systemCode } from '../../../common/system-errors';
import { reportFailure } from '../report-failure';

const { O_RDONLY, O_RDWR } = fs.constants;
// Windows has neither of these flags, and has no FIFOs in its file system.
const guarded = (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/**
 * Opens a file, calls `use` with its descriptor and its size in bytes, and closes it. Never follows a link, and never
 * waits on a FIFO. Errors: `vault-link` for a link, `vault-foreign` for anything else but a regular file; those of the file system.
 */
export function withRegularFile<T>(path: string, access: 'read' | 'write', use: (file: number, size: number) => T): T {
  let file: number;
  try {
    file = fs.openSync(path, (access === 'read' ? O_RDONLY : O_RDWR) | guarded);
  } catch (error) {
    const target = linkTarget(path);
    if (target !== null) fail('vault-link', { file: path, target });
    // It is a socket, a device without a driver, or a folder.
    if (['ELOOP', 'EMLINK', 'ENXIO', 'EISDIR'].includes(systemCode(error) ?? '')) fail('vault-foreign', { file: path });
    throw error;
  }
  try {
    const stat = fs.fstatSync(file);
    if (!stat.isFile()) fail('vault-foreign', { file: path });
    return use(file, stat.size);
  } finally {
    if (access === 'read') closeRead(file);
    else fs.closeSync(file);
  }
}

/**
 * Closes a file that was only read, so that nothing can be lost. A failure is only reported: it says nothing about the
 * file, and must neither hide another error nor end the process.
 */
export function closeRead(file: number): void {
  try {
    fs.closeSync(file);
  } catch (error) {
    reportFailure('close a file', error);
  }
}

/**
 * Returns whether something has this name, even a broken link. Errors: those of the file system other than "not there".
 */
export function isThere(path: string): boolean {
  try {
    fs.lstatSync(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Returns where a link of this name leads to; `null` if it is none. */
function linkTarget(path: string): string | null {
  try {
    return fs.readlinkSync(path);
  } catch {
    return null;
  }
}

/** Reads at most the first `length` bytes. */
export function readStart(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const more = fs.readSync(file, bytes, read, length - read, read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}
