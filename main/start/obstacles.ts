import * as fs from 'node:fs';
import { join } from 'node:path';

/**
 * What stands in the way of a start. It is looked for before Chromium needs it, because Chromium then ends without a
 * word that a person sees, or the lock against a second copy fails and the start looks like a second one.
 */
export type Obstacle =
  /** The home folder isn't there, for example because its disk isn't mounted. Nothing is made in its place. */
  | { kind: 'no-home'; path: string }
  /** Keyfold's folder is a link that leads to nothing. */
  | { kind: 'dangling'; path: string; target: string }
  /** Keyfold's folder belongs to this other user, and this user can't use it. */
  | { kind: 'other-owner'; path: string; owner: number }
  /** Keyfold's folder can't be made or used; `system` is the system's code, as `EACCES`. */
  | { kind: 'folder'; path: string; system: string }
  /** No temporary file can be made in this folder. */
  | { kind: 'temporary'; path: string; system: string }
  /** There is no screen. `display` is the one that the environment names; empty if it names none. */
  | { kind: 'no-screen'; display: string }
  /** There is only a Wayland screen, which this Electron uses only if it is told to. */
  | { kind: 'only-wayland' };

export interface StartPlaces {
  home: string;
  /** Keyfold's folder: settings, vault, and what Chromium keeps. */
  userData: string;
  temporary: string;
}

/** Returns the first obstacle, or `null`. Makes Keyfold's folder (0700) if there is none. */
export function findObstacle(places: StartPlaces, screen: ScreenNeeds): Obstacle | null {
  return noScreen(screen) ?? folderObstacle(places) ?? temporaryObstacle(places.temporary);
}

/** Returns the system's code of a failed call, as `EACCES`; `unknown` if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

const statOf = (path: string) => fs.statSync(path, { throwIfNoEntry: false });

function folderObstacle({ home, userData }: StartPlaces): Obstacle | null {
  try {
    const there = statOf(userData);
    if (!there) {
      if (fs.lstatSync(userData, { throwIfNoEntry: false })) {
        return { kind: 'dangling', path: userData, target: fs.readlinkSync(userData) };
      }
      // A home that isn't there may be a disk that comes later. A folder made in its place would be under that disk.
      if (userData.startsWith(home) && !statOf(home)?.isDirectory()) return { kind: 'no-home', path: home };
      fs.mkdirSync(userData, { recursive: true, mode: 0o700 });
    } else if (!there.isDirectory()) return { kind: 'folder', path: userData, system: 'ENOTDIR' };
    fs.accessSync(userData, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return null;
  } catch (error) {
    return refusedAt(userData, codeOf(error));
  }
}

function refusedAt(path: string, system: string): Obstacle {
  const user = process.getuid?.();
  const owner = ownerOf(path);
  const other = system === 'EACCES' && user !== undefined && owner !== null && owner !== user;
  return other ? { kind: 'other-owner', path, owner } : { kind: 'folder', path, system };
}

function ownerOf(path: string): number | null {
  try {
    return statOf(path)?.uid ?? null;
  } catch {
    return null;
  }
}

/** Chromium puts the socket of its lock there. */
function temporaryObstacle(path: string): Obstacle | null {
  try {
    // Chromium makes the folder itself if it isn't there.
    fs.mkdirSync(path, { recursive: true });
    fs.rmdirSync(fs.mkdtempSync(join(path, 'keyfold-')));
    return null;
  } catch (error) {
    return { kind: 'temporary', path, system: codeOf(error) };
  }
}

export interface ScreenNeeds {
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string | undefined>>;
  /** The command line, without the program's own path. */
  args: readonly string[];
  /** The first number of Electron's version. From 38 on, it chooses between X11 and Wayland by itself. */
  electron: number;
}

function noScreen({ platform, environment, args, electron }: ScreenNeeds): Obstacle | null {
  if (platform !== 'linux') return null;
  const { DISPLAY: display = '', WAYLAND_DISPLAY: wayland = '' } = environment;
  const chosen = args.some((argument) => argument.includes('ozone-platform'));
  if (display === '' && wayland === '') return { kind: 'no-screen', display };
  if (display === '') return electron < 38 && !chosen ? { kind: 'only-wayland' } : null;
  return wayland === '' && !isServed(display) ? { kind: 'no-screen', display } : null;
}

/**
 * Returns whether an X server of this machine listens at this display (`:1` or `:1.0`). One of another machine, or one
 * that is reached by an address, counts as there.
 */
function isServed(display: string): boolean {
  const [, number] = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display) ?? [];
  if (number === undefined) return true;
  const socket = `/tmp/.X11-unix/X${number}`;
  if (fs.existsSync(socket)) return true;
  try {
    // A socket can have a name that is no file.
    return fs.readFileSync('/proc/net/unix', 'utf8').includes(`@${socket}\n`);
  } catch {
    return true;
  }
}
