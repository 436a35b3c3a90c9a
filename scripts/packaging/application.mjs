import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { nativePackages } from '../lib/native.mjs';
import { inModules, root } from '../lib/paths.mjs';
import { inWorkFolder } from '../lib/workfolder.mjs';

/** Packages that are needed only to compile another one. */
const buildOnly = ['node-addon-api'];

/**
 * Files of a package that nothing loads at run time: sources, types, the variant for the web, binaries of other
 * systems.
 */
const superfluous = /^(src|deps|binding\.gyp|browser\.js|.*\.d\.ts|.*\.md|prebuilds\/.*)$/;

/**
 * Writes the archive with the built application, the packages that it loads and nothing else. Native modules are placed
 * beside it, since no system loads a library from an archive.
 * @param {string} archive
 * @param {{ official: boolean }} electron
 */
export async function writeArchive(archive, { official }) {
  await inWorkFolder(async (stage) => {
    await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest(), null, 2));
    await cp(path.join(root, 'out', 'app'), path.join(stage, 'out', 'app'), { recursive: true });
    await cp(path.join(root, 'resources', 'icon.png'), path.join(stage, 'resources', 'icon.png'));
    for (const name of packages()) await copyPackage(name, path.join(stage, 'node_modules', name));
    await copySqlite(path.join(stage, 'node_modules'), official);
    await createPackageWithOptions(stage, archive, { unpack: '*.node' });
  });
}

/**
 * Returns what Electron reads of package.json. The names decide where the vault is and what the keychain's entry is
 * called.
 */
function manifest() {
  const { name, productName, version, description, license, author, type, main } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return { name, productName, version, description, license, author, type, main };
}

/** Returns the native packages and the packages that they load, if they are installed for this system. */
function packages() {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} name */
  const take = (name) => {
    const file = inModules(name, 'package.json');
    if (found.has(name) || buildOnly.includes(name) || !existsSync(file)) return;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) take(needed);
  };
  for (const name of nativePackages) take(name);
  return [...found];
}

/**
 * @param {string} name
 * @param {string} target
 */
async function copyPackage(name, target) {
  await mkdir(target, { recursive: true });
  for (const entry of readdirSync(inModules(name))) {
    if (superfluous.test(entry) || entry === 'prebuilds' || entry === 'node_modules') continue;
    await cp(inModules(name, entry), path.join(target, entry), { recursive: true });
  }
}

/**
 * Copies SQLite's binary for this system. With the official Electron it is always the package's own one. The one that
 * the set-up built for an older Electron is used only with that Electron.
 * @param {string} modules
 * @param {boolean} official
 */
async function copySqlite(modules, official) {
  const folder = inModules('better-sqlite3-multiple-ciphers', 'prebuilds');
  const names = readdirSync(folder).filter((name) =>
    new RegExp(`^${process.platform}(musl)?-${process.arch}\\.node$`).test(name),
  );
  const target = path.join(modules, 'better-sqlite3-multiple-ciphers', 'prebuilds');
  await mkdir(target, { recursive: true });
  for (const name of names) {
    const original = path.join(folder, `${name}.original`);
    await cp(official && existsSync(original) ? original : path.join(folder, name), path.join(target, name));
  }
}
