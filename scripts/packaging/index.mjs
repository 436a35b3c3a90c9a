import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildStamp } from '../lib/build.mjs';
import { withLock } from '../lib/lock.mjs';
import { installedVersion } from '../lib/npm.mjs';
import { builtCommand, cloneId, root } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { writeArchive } from './application.mjs';
import { addCommand, hasCommand } from './command.mjs';
import { addStarter, copyElectron, distributionOf, isOfficial, placesIn } from './electron.mjs';
import { setFuses } from './fuses.mjs';
import { embedIntegrity } from './integrity.mjs';

/**
 * @typedef {object} Package
 * @property {string} folder
 * @property {string} binary
 * @property {string} starter what a person starts
 * @property {string} archive the application itself
 * @property {string} command the command `keyfold`
 * @property {string[]} obstacles why it must not be given to anybody; empty if it may
 */

const output = path.join(root, 'out', 'package');

/**
 * Puts the built application into a copy of this Electron, unless that was already done with exactly the present files.
 * The result is in `out/package`. If it is not fit for release, the name of its folder says so.
 * @param {{ electron: string }} runtime
 * @returns {Promise<Package>}
 */
export async function packageApp({ electron }) {
  const distribution = distributionOf(electron);
  const official = isOfficial(distribution);
  const obstacles = [
    ...(official ? [] : [`its Electron is not the official ${installedVersion('electron')} that package.json names`]),
    ...(process.platform === 'linux' ? [] : ['it has Electron’s name and icon, and no signature of ours']),
    ...(hasCommand() ? [] : ['the command keyfold is not in it, since it was not built']),
    ...(process.platform === 'win32' ? ['the archive’s hash is not in the Windows binary yet'] : []),
  ];
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const name = `Keyfold-${version}-${process.platform}-${process.arch}${obstacles.length > 0 ? '-NOT-FOR-RELEASE' : ''}`;
  const folder = path.join(output, name);
  const result = { folder, ...placesIn(folder), obstacles };
  const stamp = `${folder}.stamp`;
  const recipe = recipeOf(distribution);
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe && existsSync(result.binary);
  if (isCurrent()) return result;

  await withLock(`package-${cloneId}`, async () => {
    if (isCurrent()) return;
    await step('Packaging the app', async (say) => {
      const work = `${folder}.unfinished`;
      await rm(stamp, { force: true });
      await rm(work, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
      await mkdir(work, { recursive: true });
      await copyElectron(distribution, work);
      await addStarter(work);
      await addCommand(work);
      const { binary, archive } = placesIn(work);
      await writeArchive(archive, { official });
      await embedIntegrity(work, archive);
      // This comes last: on macOS it signs the result again.
      await setFuses(binary);
      await rename(work, folder);
      await writeFile(stamp, recipe);
      say(`app packaged into ${path.relative(root, folder)}`);
    });
  });
  // The folder has what was asked for. This checks that the archive can be read.
  await readFile(result.archive);
  return result;
}

/** @param {string} distribution */
function recipeOf(distribution) {
  const hash = createHash('sha256').update(distribution).update(readFileSync(buildStamp));
  for (const name of readdirSync(import.meta.dirname).sort()) {
    hash.update(readFileSync(path.join(import.meta.dirname, name)));
  }
  if (hasCommand()) hash.update(readFileSync(builtCommand));
  return hash.digest('hex');
}
