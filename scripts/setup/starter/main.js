// Stands in for the `default_app.asar` of an official Electron, which the fall-back build lacks: it makes
// `electron <folder>` work. It goes into the cached Electron only, never into a package for users.
//
// It is an ES module and awaits the app's own main module, because Electron holds back `ready` until its first
// module has finished. Without that wait, `protocol.registerSchemesAsPrivileged` in the app would come too late.
import { readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * Reads the command line as the official starter does: `-r <module>` first, then the app. Any other flag is for
 * Chromium.
 */
function readCommandLine(argv) {
  const preload = [];
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index];
    if (argument === '-r' || argument === '--require') preload.push(argv[++index]);
    else if (!argument.startsWith('-')) return { preload, target: path.resolve(argument) };
  }
  return { preload, target: undefined };
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function takeIdentity(folder, manifest) {
  const name = manifest.productName ?? manifest.name;
  if (name) {
    app.name = name;
    app.setDesktopName(manifest.desktopName ?? `${name}.desktop`);
    app.setPath('userData', path.join(app.getPath('appData'), name));
  }
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(folder);
}

const { preload, target } = readCommandLine(process.argv);
if (!target) {
  process.stderr.write('Name the folder of an app: electron <folder>\n');
  process.exit(1);
}

process.defaultApp = true;
const folder = statSync(target).isDirectory() ? target : path.dirname(target);
const manifest = readManifest(folder);
if (manifest) takeIdentity(folder, manifest);

if (preload.length > 0) {
  Module._preloadModules(preload);
}
const entry = createRequire(path.join(folder, 'package.json')).resolve(target);
await import(pathToFileURL(entry).href);
