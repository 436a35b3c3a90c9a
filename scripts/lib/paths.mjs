import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** The folder for what the set-up builds or unpacks once for all clones of this user. It can be deleted at any time. */
export const cacheFolder = path.join(userCacheFolder(), 'keyfold');

/** The folder for the whole output of quiet commands, so that the reason of a failure can be found there. */
export const logFolder = path.join(root, 'out', 'log');

/** The folder for the reports of the test runners. */
export const reportFolder = path.join(root, 'out', 'test');

/** The folder of the scripts that start Keyfold on Linux. */
export const starterScripts = path.join(root, 'resources', 'linux');

/** Runs Keyfold on Linux, and says why if it ends without a word. */
export const startScript = path.join(starterScripts, 'start.sh');

/** The folder of the command `keyfold`: its sources, its manual and its completions. */
export const commandFolder = path.join(root, 'resources', 'command');

/** Where the command is built. */
export const builtCommand = path.join(root, 'out', 'command', process.platform === 'win32' ? 'keyfold.exe' : 'keyfold');

/** @param {string[]} parts */
export const inModules = (...parts) => path.join(root, 'node_modules', ...parts);

/** A short name for this clone. Locks that guard its folders must not stop another clone. */
export const cloneId = createHash('sha256').update(root).digest('hex').slice(0, 12);

function userCacheFolder() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
  return path.join(os.homedir(), '.cache');
}
