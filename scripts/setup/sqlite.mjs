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
import { isGlibc, prepareCompiler } from './system.mjs';

/** @typedef {import('./electron.mjs').ElectronRuntime} ElectronRuntime */

const packageName = 'better-sqlite3-multiple-ciphers';
const probe = fileURLToPath(new URL('./sqlite-probe.cjs', import.meta.url));

// The prebuilt binary asks for Node-API 10. Older runtimes (Node 20, Electron 33) give the one newer function it
// uses to modules that declare themselves experimental; built like that, the unchanged source serves both.
const compilerFlags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

/**
 * Sees to it that SQLite loads in this Node (unit tests) and in that Electron (the app).
 * @param {ElectronRuntime} electron
 * @returns {Promise<string>} which binary is in use
 */
export async function prepareSqlite(electron) {
  if (await loads(electron)) return describe();
  return withLock(`sqlite-${cloneId}`, async () => {
    if (!(await loads(electron))) await substitute(electron);
    return describe();
  });
}

/** @param {ElectronRuntime} electron */
async function substitute(electron) {
  const built = path.join(
    cacheFolder,
    `sqlite-${installedVersion(packageName)}-${process.platform}-${process.arch}.node`,
  );
  if (existsSync(built)) {
    await putInPlace(built);
    if (await loads(electron)) return;
    await rm(built, { force: true });
  }
  await prepareCompiler();
  await step('Building SQLite from source, as its prebuilt binary does not run here; about 90 s', async (say) => {
    await inWorkFolder((folder) => build(folder, built));
    await putInPlace(built);
    say('SQLite built from source and kept for later clones');
  });
  const failure = await failureOf(electron);
  if (failure) throw new MendableError('SQLite was built but does not load.', { details: failure });
}

/**
 * @param {string} work
 * @param {string} target
 */
async function build(work, target) {
  await cp(inModules(packageName), work, { recursive: true });
  await mkdir(path.join(work, 'node_modules'), { recursive: true });
  await cp(inModules('node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), { recursive: true });
  const args = [nodeGypEntry(), 'rebuild', '--release', '--force_build=1', ...headersArgument()];
  await runQuietly(process.execPath, args, {
    cwd: work,
    env: { ...process.env, CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${compilerFlags}`.trim() },
    log: 'sqlite-build',
    mend: 'install python3, make and a C++ compiler, or use Node.js 22.14 or newer, which needs no building',
  });
  await rename(path.join(work, 'build', 'Release', 'better_sqlite3.node'), target);
}

/** Node's own headers where they are installed beside it; otherwise node-gyp fetches them. */
function headersArgument() {
  const prefix = process.env.npm_config_nodedir ?? path.join(path.dirname(process.execPath), '..');
  return existsSync(path.join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/**
 * The package loads its prebuilt binary before any other, so the built one takes that place and no code has to know.
 * The original stays beside it: a package for users must carry that one.
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

/** @param {ElectronRuntime} electron */
const loads = async (electron) => (await failureOf(electron)) === undefined;

/**
 * Loads it in children: an unsuitable binary does not throw, it ends the process.
 * @param {ElectronRuntime} electron
 * @returns {Promise<string | undefined>}
 */
async function failureOf(electron) {
  const runtimes = [
    { command: process.execPath, env: process.env },
    { command: electron.binary, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  ];
  const results = await Promise.all(
    runtimes.map(({ command, env }) =>
      runCaptured(command, [probe, inModules(packageName)], { env, timeoutSeconds: 30 }),
    ),
  );
  const failed = results.findIndex(({ code, stdout }) => code !== 0 || !stdout.includes('chacha20'));
  if (failed < 0) return undefined;
  return `in ${path.basename(runtimes[failed]?.command ?? '')}: exit code ${results[failed]?.code}\n${results[failed]?.output.trim()}`;
}
