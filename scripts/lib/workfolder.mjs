import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './paths.mjs';

const prefix = 'unfinished-';
const abandonedAfterMinutes = 120;

/**
 * Gives the work a folder in the cache, on the same disk as its result. So the complete result can be put in place by a
 * rename. The folder is deleted when the work is over, also after Ctrl+C; what a crash left behind is deleted some time
 * later.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inWorkFolder(work) {
  mkdirSync(cacheFolder, { recursive: true });
  sweep();
  const folder = mkdtempSync(path.join(cacheFolder, prefix));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function sweep() {
  for (const name of readdirSync(cacheFolder).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(cacheFolder, name);
    const stats = statSync(folder, { throwIfNoEntry: false });
    const isAbandoned = stats && Date.now() - stats.mtimeMs > abandonedAfterMinutes * 60_000;
    if (isAbandoned) rmSync(folder, { recursive: true, force: true });
  }
}
