import { secondsSince } from '../lib/progress.mjs';
import { prepareElectron } from './electron.mjs';
import { preparePackages } from './packages.mjs';
import { hasRealScreen } from './screen/index.mjs';
import { prepareSqlite } from './sqlite.mjs';
import { isWithinReach, prepareSystem } from './system.mjs';

export { onScreen } from './screen/index.mjs';

/** @typedef {import('./screen/index.mjs').Screen} Screen */

// The configurations import the contract, which is written for a bundler. Vite bundles its configuration too, and warns
// that it may stop doing that. This switches the warning off.
const quietVite = { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' };

/**
 * @typedef {object} Runtime
 * @property {NodeJS.ProcessEnv} env the environment to start Electron, electron-vite and Playwright with
 * @property {string} electron the binary
 * @property {Screen} screen
 */

/**
 * @typedef {object} PrepareOptions
 * @property {boolean} [display] a window will be opened
 * @property {'auto' | 'virtual' | 'real'} [screen] where: `auto` is the person's screen if there is one; for tests,
 *   `virtual` disturbs neither work nor clipboard, and is replaced by the real one if there is no virtual one
 * @property {boolean} [keyring] give it an unlocked keyring of its own, if the system has keyrings
 * @property {boolean} [tests] also the tools that end-to-end tests use
 */

/**
 * Installs or builds everything that is needed to build, start and test the app. What is already there is only checked.
 * @param {PrepareOptions} [options]
 * @returns {Promise<Runtime>}
 */
export async function prepare({ display = false, screen = 'auto', keyring = false, tests = false } = {}) {
  const start = performance.now();
  const chosen = display
    ? await choose(screen, keyring, tests)
    : /** @type {Screen} */ ({ kind: 'real', keyring: false });
  // These run side by side unless one needs the result of another: each leaves a core or the network idle for long.
  const packages = preparePackages();
  const system = prepareSystem({ virtualScreen: chosen.kind === 'virtual', keyring: chosen.keyring, tests });
  const readyElectron = packages.then(prepareElectron);
  const readySqlite = packages.then(() => prepareSqlite(readyElectron));
  const [electron, sqlite] = await allOf(readyElectron, readySqlite, packages, system);
  const where = display ? `; ${describe(chosen)}` : '';
  console.log(`Set-up is ready (${secondsSince(start)}): ${electron.description}; ${sqlite}${where}.`);
  return { env: { ...process.env, ...quietVite, ...electron.env }, electron: electron.binary, screen: chosen };
}

/**
 * Waits for all, also if one fails, so that the others are not interrupted. Then throws the first failure.
 * @template {unknown[]} T
 * @param {{ [Index in keyof T]: Promise<T[Index]> }} work
 * @returns {Promise<T>}
 */
async function allOf(...work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/**
 * @param {'auto' | 'virtual' | 'real'} wish
 * @param {boolean} keyring
 * @param {boolean} tests
 * @returns {Promise<Screen>}
 */
async function choose(wish, keyring, tests) {
  if (process.platform !== 'linux') return { kind: 'real', keyring: false };
  const virtual = { virtualScreen: true, keyring, tests };
  if (!hasRealScreen()) return { kind: 'virtual', keyring };
  if (wish === 'virtual' && (await isWithinReach(virtual))) return { kind: 'virtual', keyring };
  return { kind: 'real', keyring: keyring && (await isWithinReach({ ...virtual, virtualScreen: false })) };
}

/** @param {Screen} screen */
function describe({ kind, keyring }) {
  return `${kind === 'real' ? 'on this screen' : 'on a virtual screen'}${keyring ? ', with a keyring of its own' : ''}`;
}
