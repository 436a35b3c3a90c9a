import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCommand } from '../command/build.mjs';
import { withLock } from './lock.mjs';
import { commandEntry } from './npm.mjs';
import { cloneId, root } from './paths.mjs';
import { step } from './progress.mjs';
import { runQuietly } from './run.mjs';

const output = path.join(root, 'out', 'app');
/** This file says what the last build was made from. */
export const buildStamp = path.join(root, 'out', 'build.stamp');
const inputs = ['common', 'main', 'vault', 'preload', 'renderer', 'resources'].concat([
  'electron.vite.config.ts',
  'scripts/lib/native.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]);

/**
 * Builds the application for production, and the command, unless the last build was made from exactly the present
 * sources.
 * @param {NodeJS.ProcessEnv} env
 */
export async function buildApp(env) {
  await buildCommand();
  if (isCurrent()) return;
  await withLock(`build-${cloneId}`, async () => {
    if (isCurrent()) return;
    rmSync(buildStamp, { force: true });
    const source = fingerprintOfInputs();
    await step('Building the app', async (say) => {
      await runQuietly(process.execPath, [commandEntry('electron-vite'), 'build'], {
        env: { ...env, NODE_ENV: 'production', KEYFOLD_REMOTE: undefined },
        log: 'build',
        mend: 'read the error above; `npm run check` tells more about the code',
      });
      say('app built');
    });
    mkdirSync(path.dirname(buildStamp), { recursive: true });
    writeFileSync(buildStamp, `${source}\n${fingerprintOfOutput()}`);
  });
}

function isCurrent() {
  if (!existsSync(buildStamp)) return false;
  const [source, made] = readFileSync(buildStamp, 'utf8').split('\n');
  // The output is compared too, since `npm run dev` writes to the same folder.
  return source === fingerprintOfInputs() && made === fingerprintOfOutput();
}

function fingerprintOfInputs() {
  return fingerprint(inputs, (file) => readFileSync(path.join(root, file)));
}

function fingerprintOfOutput() {
  return fingerprint([path.relative(root, output)], (file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    return `${size} ${mtimeMs}`;
  });
}

/**
 * @param {string[]} names files or folders
 * @param {(file: string) => string | Buffer} read
 */
function fingerprint(names, read) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesIn)) hash.update(`${file}\n`).update(read(file)).update('\n');
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function filesIn(name) {
  const stats = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [name];
  const entries = readdirSync(path.join(root, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
