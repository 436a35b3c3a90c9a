import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** Where the socket is on which programs ask. The command finds it by the same rules. */

/** The most bytes of a socket's path that the system takes. */
const longestPath = process.platform === 'darwin' ? 103 : 107;

export interface PlaceNeeds {
  /** The vault's folder. */
  folder: string;
  /** Keyfold's own folder. */
  userData: string;
  /** The environment of this process. */
  environment: Readonly<Record<string, string | undefined>>;
}

export type Place =
  | { state: 'ready'; folder: string; name: string; path: string }
  | { state: 'no-folder' | 'path-too-long' | 'sandbox' };

const mask = (1n << 64n) - 1n;

/** Returns what names the vault in this folder: the first 48 bits of FNV-1a (64) of its path, in hexadecimal. */
export function nameOfVault(folder: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(trueFolder(folder), 'utf8')) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & mask;
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}

/** Returns the folder without links on the way. A vault that is still to be made has no folder yet. */
function trueFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    try {
      return join(realpathSync(dirname(folder)), basename(folder));
    } catch {
      return folder;
    }
  }
}

/** Returns whether it is a folder of this user that nobody else can enter. A link is none. */
function isPrivate(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    if (!found.isDirectory()) return false;
    return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
  } catch {
    return false;
  }
}

/** Makes the folder if it isn't there. Returns whether it is private. */
function madePrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there already, or can't be made. Either is seen next.
  }
  return isPrivate(folder);
}

/** Returns where the system keeps sockets of this user until they log out, if it has such a folder. */
function runtimeFolder({ environment }: PlaceNeeds): string | null {
  const folder = environment.XDG_RUNTIME_DIR ?? '';
  return process.platform === 'linux' && isAbsolute(folder) && isPrivate(folder) ? folder : null;
}

/** Finds the first folder that is private and whose path is short enough, and makes it. */
export function findPlace(needs: PlaceNeeds): Place {
  // What Flatpak shows of folders is nowhere else, and whoever asked would have no process number here.
  if ((needs.environment.FLATPAK_ID ?? '') !== '') return { state: 'sandbox' };
  const runtime = runtimeFolder(needs);
  const folders = [...(runtime === null ? [] : [join(runtime, 'keyfold')]), join(needs.userData, 'run')];
  const name = nameOfVault(needs.folder);
  let state: 'no-folder' | 'path-too-long' = 'no-folder';
  for (const folder of folders) {
    const path = join(folder, name);
    if (process.platform !== 'win32' && Buffer.byteLength(path) > longestPath) state = 'path-too-long';
    else if (madePrivate(folder)) return { state: 'ready', folder, name, path };
  }
  return { state };
}

/** Returns whether it is the folder that the command looks in if nobody names a vault. */
function isUsual({ userData, environment }: PlaceNeeds): boolean {
  if (process.platform !== 'linux') return true;
  const { XDG_CONFIG_HOME: config = '' } = environment;
  return userData === join(isAbsolute(config) ? config : join(homedir(), '.config'), 'Keyfold');
}

/**
 * Notes which vault the command asks if nobody names one. In a folder that is shared with other installations only the
 * usual one does so.
 */
export function noteDefault(needs: PlaceNeeds, place: Extract<Place, { state: 'ready' }>): void {
  const own = join(needs.userData, 'run');
  if (place.folder !== own && isUsual(needs)) writeNote(join(place.folder, 'default'), `${place.name}\n`);
  if (madePrivate(own)) writeNote(join(own, 'default'), `${place.name}\n`);
}

/** Writes a small file for this user alone, in one step. A link in its place is replaced, not followed. */
export function writeNote(path: string, text: string): void {
  const part = `${path}.${process.pid}`;
  rmSync(part, { force: true });
  const file = openSync(part, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}
