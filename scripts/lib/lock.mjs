import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from './paths.mjs';
import { print } from './progress.mjs';

const staleAfterMinutes = 30;

/**
 * Keeps two runs from doing the same work at once. This saves time, and trouble with `node_modules`. Nothing depends on
 * it for a complete cache entry: an entry appears only by a rename.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const file = path.join(cacheFolder, `${name}.lock`);
  mkdirSync(cacheFolder, { recursive: true });
  let told = false;
  while (!take(file)) {
    if (dropIfAbandoned(file)) continue;
    if (!told) print(`  … waiting for another run that is at the same step (${name})`);
    told = true;
    await sleep(500);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function dropIfAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const ageMinutes = (Date.now() - statSync(file).mtimeMs) / 60_000;
    // If the file is empty, its owner is just writing its number.
    if (ageMinutes < staleAfterMinutes && (pid === 0 || isAlive(pid))) return false;
    const aside = `${file}.${process.pid}`;
    renameSync(file, aside);
    rmSync(aside, { force: true });
    return true;
  } catch (error) {
    // The file is gone: its owner has finished, or another run was faster.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
