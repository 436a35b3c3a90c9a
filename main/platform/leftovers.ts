import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { log } from './log';

/**
 * Chromium writes a file by a temporary one beside it, with a name like `.org.chromium.Chromium.k3J9aQ`. If the process
 * is killed meanwhile, that one stays for ever.
 */
const isTemporary = (name: string) => name.startsWith('.org.chromium.');

/**
 * Removes Chromium's temporary files of former runs from the user data folder. Those that changed since `started`
 * (milliseconds since the epoch) may be in use and stay. It must run only in the one copy of Keyfold that has the
 * folder. Never fails.
 */
export async function removeLeftovers(folder: string, started: number): Promise<void> {
  try {
    for (const name of (await readdir(folder)).filter(isTemporary)) {
      const path = join(folder, name);
      // security: rm removes a link itself and never what it points to.
      if ((await lstat(path)).mtimeMs < started) await rm(path, { recursive: true, force: true });
    }
  } catch {
    log('temporary files of Chromium could not be removed');
  }
}
