import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { MendableError } from './errors.mjs';
import { inModules } from './paths.mjs';

/**
 * Returns the path of npm's own JavaScript file. It is started with this Node and not as `npm`: on Windows that is a
 * batch file, which only a shell can start.
 */
export function npmEntry() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm')),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const entry = realpathSync(candidate);
    if (path.basename(entry) === 'npm-cli.js') return entry;
  }
  throw new MendableError('npm was not found beside this Node.', { mend: 'install Node.js together with its npm' });
}

/** Returns the path of the node-gyp that npm contains. */
export const nodeGypEntry = () =>
  path.join(path.dirname(npmEntry()), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');

/**
 * Returns the path of the JavaScript file of an installed package's command, to be started with this Node.
 * @param {string} packageName
 * @param {string} [command]
 */
export function commandEntry(packageName, command = path.basename(packageName)) {
  const { bin } = readManifest(packageName);
  return inModules(packageName, typeof bin === 'string' ? bin : bin[command]);
}

/** @param {string} packageName */
export const installedVersion = (packageName) => String(readManifest(packageName).version);

/** @param {string} packageName */
function readManifest(packageName) {
  return JSON.parse(readFileSync(inModules(packageName, 'package.json'), 'utf8'));
}
