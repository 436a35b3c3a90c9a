import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { npmEntry } from '../lib/npm.mjs';
import { cloneId, inModules, root } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';

const listOfPresent = inModules('.package-lock.json');

// `npm ci` is not used: it refuses a lock file that does not name the binaries for every other system, and some
// registries don't have all of those. With these arguments npm installs what the lock file names, and leaves the file
// as it is.
const installArguments = ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs the npm packages, unless those that package-lock.json names are already there. */
export async function preparePackages() {
  if (arePackagesCurrent()) return;
  await withLock(`packages-${cloneId}`, async () => {
    if (arePackagesCurrent()) return;
    await step('Installing npm packages', async (say) => {
      // Without the list that npm writes at the end the installation is unfinished, and npm would take half a package
      // for a whole one.
      if (!readPackages(listOfPresent)) rmSync(inModules(), { recursive: true, force: true });
      await runQuietly(process.execPath, [npmEntry(), ...installArguments], {
        log: 'npm-install',
        mend: 'check the network (or npm’s proxy and registry settings) and run the same command again',
      });
      say('npm packages installed');
    });
  });
}

/**
 * Compares the list that npm wrote at the end of the last installation with package-lock.json. The dates of files would
 * be wrong after a checkout. An unfinished installation has no list, because npm writes it last.
 */
function arePackagesCurrent() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(listOfPresent);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([folder, { version, integrity, optional }]) => {
    const there = present[folder];
    // npm leaves out optional packages for other systems.
    if (!there) return folder === '' || optional === true;
    return there.version === version && there.integrity === integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
