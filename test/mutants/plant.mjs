// One planted fault: its form, and how it gets into a copy of the tree and out again.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { runCaptured } from '../../scripts/lib/run.mjs';

/**
 * @typedef {object} Fault
 * @property {string} id
 * @property {string} fault what is wrong then, in words
 * @property {string} file the source file, from the root
 * @property {string} find text that stands in the file exactly once
 * @property {string} replace what takes its place
 * @property {string} by what finds it: a layer (`compile`, `lint`, `unit`, `program`, `faults`, `views`,
 *   `e2e`), then the arguments
 *   of its runner: test files, and where a file has much else `-t` or `-g` with a pattern (a dot for each space)
 * @property {string} [survives] why no test finds it. It is run all the same: once it is found, this has to go
 */

/** @typedef {Fault & { area: string }} Planted */

/** A copy of the working tree in which faults can be planted, with this checkout's packages. */
export async function copyTree() {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'keyfold-mutants-')));
  const listed = await runCaptured('git', ['ls-files', '-co', '--exclude-standard', '-z']);
  for (const name of listed.stdout.split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    // A file that was deleted and not committed yet is still listed.
    cpSync(path.join(root, name), path.join(folder, name), { force: true, errorOnExist: false });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @typedef {Awaited<ReturnType<typeof copyTree>>} Copy */

/**
 * Why an entry can't be planted as it is written; `null`: it can.
 * @param {Copy} copy
 * @param {Fault} fault
 */
export function staleness({ folder }, { file, find, replace }) {
  let text;
  try {
    text = readFileSync(path.join(folder, file), 'utf8');
  } catch {
    return `there is no ${file}`;
  }
  const times = text.split(find).length - 1;
  if (times !== 1) return `its text stands ${times} times in ${file}`;
  return find === replace ? 'it changes nothing' : null;
}

/**
 * Plants a fault; the function that comes back takes it out again.
 * @param {Copy} copy
 * @param {Fault} fault
 */
export function plant({ folder }, { file, find, replace }) {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8');
  writeFileSync(
    place,
    text.replace(find, () => replace),
  );
  return () => writeFileSync(place, text);
}
