import { accessSync, constants, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux's file system in memory. */
const memory = '/dev/shm';

/**
 * A new folder for what nobody keeps, in memory where the system has that: a vault waits until each of its writes is on
 * the disk, and thousands of them would be waiting more than testing.
 */
export function scratchFolder(name: string): string {
  return realpathSync(mkdtempSync(join(writable(memory) ? memory : tmpdir(), `${name}-`)));
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
