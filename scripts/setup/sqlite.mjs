import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MendableError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { installedVersion, nodeGypEntry } from '../lib/npm.mjs';
import { cacheFolder, cloneId, inModules } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runCaptured, runQuietly } from '../lib/run.mjs';
import { inWorkFolder } from '../lib/workfolder.mjs';
import { isGlibc, isInPath, prepareCompiler } from './system.mjs';

/** @typedef {import('./electron.mjs').ElectronRuntime} ElectronRuntime */

const packageName = 'better-sqlite3-multiple-ciphers';
const probe = fileURLToPath(new URL('./sqlite-probe.cjs', import.meta.url));

// The prebuilt binary needs Node-API 10, of which it uses one newer function. Older runtimes (Node 20, Electron 33)
// give that function only to modules that declare themselves experimental. Built like that, the unchanged source works
// in both.
const compilerFlags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

/**
 * Makes sure that SQLite loads in this Node (unit tests) and in that Electron (the app). If it doesn't load in this
 * Node, a build starts while Electron is still being fetched.
 * @param {Promise<ElectronRuntime>} readyElectron
 * @returns {Promise<string>} which binary is in use
 */
export async function prepareSqlite(readyElectron) {
  const lock = `sqlite-${cloneId}`;
  const inElectron = async () => failureIn(placeOf(await readyElectron));
  const [atFirst, inNode] = [inElectron(), failureIn(node)];
  // The result is used below. Without this line, a failure before that would end the process.
  atFirst.catch(() => undefined);
  if (await inNode) {
    await withLock(lock, async () => {
      if (await failureIn(node)) await substitute(() => failureIn(node));
    });
  } else if (!(await atFirst)) return describe();
  if (await inElectron()) {
    await withLock(lock, async () => {
      if (await inElectron()) await substitute(async () => (await inElectron()) ?? (await failureIn(node)));
    });
  }
  return describe();
}

/** @param {() => Promise<string | undefined>} failure what keeps the binary in its place from being loaded */
async function substitute(failure) {
  const built = path.join(
    cacheFolder,
    `sqlite-${installedVersion(packageName)}-${process.platform}-${process.arch}.node`,
  );
  if (existsSync(built)) {
    await putInPlace(built);
    if (!(await failure())) return;
    await rm(built, { force: true });
  }
  await prepareCompiler();
  await step('Building SQLite from source, as its prebuilt binary does not run here; about a minute', async (say) => {
    await inWorkFolder((folder) => build(folder, built));
    await putInPlace(built);
    say('SQLite built from source and kept for later clones');
  });
  const details = await failure();
  if (details) throw new MendableError('SQLite was built but does not load.', { details });
}

/**
 * @param {string} work
 * @param {string} target
 */
async function build(work, target) {
  await cp(inModules(packageName), work, { recursive: true });
  await mkdir(path.join(work, 'node_modules'), { recursive: true });
  await cp(inModules('node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), { recursive: true });
  const args = [nodeGypEntry(), 'rebuild', '--release', '--jobs=max', '--force_build=1', ...headersArgument()];
  await runQuietly(process.execPath, args, {
    cwd: work,
    env: {
      ...process.env,
      ...onAllCores(),
      CXXFLAGS: withFlag('CXXFLAGS', compilerFlags),
    },
    log: 'sqlite-build',
    mend: 'install python3, make and a C++ compiler, or use Node.js 22.14 or newer, which needs no building',
  });
  await rename(path.join(work, 'build', 'Release', 'better_sqlite3.node'), target);
}

/**
 * Returns variables with which all cores take part in the build. All of SQLite is one file, which keeps one core busy
 * for 74 s of the build's 85 s. GCC can optimise at link time, in parts on every core. The optimisation level stays the
 * one of the package.
 * @returns {NodeJS.ProcessEnv}
 */
function onAllCores() {
  const isGcc = !process.env.CC && !process.env.CXX && isInPath('gcc-ar');
  if (!isGcc) return {};
  const parts = '-flto=auto';
  return { AR: 'gcc-ar', CFLAGS: withFlag('CFLAGS', parts), LDFLAGS: withFlag('LDFLAGS', parts) };
}

/**
 * @param {string} name of a variable that holds flags
 * @param {string} flag
 */
const withFlag = (name, flag) => `${process.env[name] ?? ''} ${flag}`.trim();

/** Returns the argument for Node's own headers if they are installed beside it. Otherwise node-gyp fetches them. */
function headersArgument() {
  const prefix = process.env.npm_config_nodedir ?? path.join(path.dirname(process.execPath), '..');
  return existsSync(path.join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/**
 * The package loads its prebuilt binary before any other, so the built one is put in that place and no code has to know
 * about it. The original stays beside it, because a package for users must have that one.
 * @param {string} built
 */
async function putInPlace(built) {
  const place = prebuiltPath();
  const original = `${place}.original`;
  if (existsSync(place) && !existsSync(original)) await rename(place, original);
  const incoming = `${place}.${process.pid}`;
  await copyFile(built, incoming);
  await rename(incoming, place);
}

const describe = () => (existsSync(`${prebuiltPath()}.original`) ? 'SQLite built from source' : 'SQLite prebuilt');

function prebuiltPath() {
  const system = process.platform === 'linux' && !isGlibc ? 'linuxmusl' : process.platform;
  return inModules(packageName, 'prebuilds', `${system}-${process.arch}.node`);
}

/** @typedef {{ command: string, env: NodeJS.ProcessEnv }} Place */

/** @type {Place} */
const node = { command: process.execPath, env: process.env };

/**
 * @param {ElectronRuntime} electron
 * @returns {Place}
 */
const placeOf = ({ binary }) => ({ command: binary, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });

/**
 * Loads it in a child process, since an unsuitable binary does not throw but ends the process.
 * @param {Place} place
 * @returns {Promise<string | undefined>} why it doesn't load there
 */
async function failureIn({ command, env }) {
  const args = [probe, inModules(packageName)];
  const { code, stdout, output } = await runCaptured(command, args, { env, timeoutSeconds: 30 });
  if (code === 0 && stdout.includes('chacha20')) return undefined;
  return `in ${path.basename(command)}: exit code ${code}\n${output.trim()}`;
}
