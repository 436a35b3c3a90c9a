import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Fills the disk of this folder to the last byte. Returns the file that does. */
export function fillDisk(folder: string): string {
  const filler = join(folder, 'filler');
  const file = openSync(filler, 'w');
  try {
    for (const size of [65536, 4096, 1]) {
      const bytes = Buffer.alloc(size, 1);
      try {
        for (;;) if (writeSync(file, bytes) < size) break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
  return filler;
}
