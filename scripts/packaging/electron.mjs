import { constants, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { installedVersion } from '../lib/npm.mjs';
import { inModules, starterScripts, startScript } from '../lib/paths.mjs';

/**
 * Returns the folder that an Electron binary belongs to.
 * @param {string} binary
 */
export const distributionOf = (binary) =>
  process.platform === 'darwin' ? path.resolve(binary, '../../../..') : path.dirname(binary);

/**
 * Returns whether it is the one that the electron package of this repository downloaded and checked. Any other one may
 * be anything, also one that `ELECTRON_OVERRIDE_DIST_PATH` names.
 * @param {string} distribution
 */
export function isOfficial(distribution) {
  if (path.resolve(distribution) !== inModules('electron', 'dist')) return false;
  const version = readFileSync(path.join(distribution, 'version'), 'utf8').trim().replace(/^v/, '');
  return version === installedVersion('electron');
}

/**
 * Returns where things are in a packaged application. `starter` is what a person starts: on Linux a script, which says
 * why if the binary ends without a word. `command` is the command `keyfold`, so nothing else has that name; without
 * arguments it starts the application by a path of its own (resources/command). Main finds it by the same place
 * (main/vault/command-program.ts).
 * @param {string} folder
 * @returns {{ binary: string, starter: string, archive: string, command: string }}
 */
export function placesIn(folder) {
  if (process.platform === 'darwin') {
    const contents = path.join(folder, 'Keyfold.app', 'Contents');
    const binary = path.join(contents, 'MacOS', 'Electron');
    const resources = path.join(contents, 'Resources');
    return {
      binary,
      starter: binary,
      archive: path.join(resources, 'app.asar'),
      command: path.join(resources, 'bin', 'keyfold'),
    };
  }
  const archive = path.join(folder, 'resources', 'app.asar');
  if (process.platform === 'win32') {
    const binary = path.join(folder, 'keyfold-app.exe');
    return { binary, starter: binary, archive, command: path.join(folder, 'bin', 'keyfold.exe') };
  }
  return {
    binary: path.join(folder, 'keyfold-bin'),
    starter: path.join(folder, 'keyfold-app'),
    archive,
    command: path.join(folder, 'bin', 'keyfold'),
  };
}

/**
 * Copies the distribution without any application in it: without Electron's own starter, which would run any folder
 * that it is given, and without the one that development puts into the substitute.
 * @param {string} distribution
 * @param {string} folder
 */
export async function copyElectron(distribution, folder) {
  await cp(distribution, folder, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  if (process.platform === 'darwin') {
    await rename(path.join(folder, 'Electron.app'), path.join(folder, 'Keyfold.app'));
  } else {
    const suffix = process.platform === 'win32' ? '.exe' : '';
    await rename(path.join(folder, `electron${suffix}`), placesIn(folder).binary);
  }
  const resources = path.dirname(placesIn(folder).archive);
  for (const name of ['app', 'app.asar', 'default_app.asar']) {
    await rm(path.join(resources, name), { recursive: true, force: true });
  }
}

/**
 * Puts the scripts beside the binary that a person starts on Linux.
 * @param {string} folder
 */
export async function addStarter(folder) {
  if (process.platform !== 'linux') return;
  const { starter, archive } = placesIn(folder);
  await copyFile(path.join(starterScripts, 'keyfold-app'), starter);
  await copyFile(startScript, path.join(path.dirname(archive), path.basename(startScript)));
  // A clone has the modes of the person who made it.
  await chmod(starter, 0o755);
}
