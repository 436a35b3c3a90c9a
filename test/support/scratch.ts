import { accessSync, constants, mkdtempSync, realpathSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux's file system in memory. */
const memory = '/dev/shm';

/** Bytes that must be free there: a container often has next to none, and Chromium needs some of it too. */
const enough = 512 * 1024 * 1024;

/**
 * A new folder for what nobody keeps, in memory where the system has that: a vault waits until each of its writes is on
 * the disk, and thousands of them would be waiting more than testing.
 */
export function scratchFolder(name: string): string {
  return realpathSync(mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), `${name}-`)));
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}
