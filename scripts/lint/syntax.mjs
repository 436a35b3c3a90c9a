import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { root } from '../lib/paths.mjs';

/** @typedef {{ file: string, line: number, message: string }} Finding */
/** @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} SyntaxNode */
/** @typedef {ReturnType<typeof parse>} Parsed */

/**
 * Parses with the parser that the build uses, so that both read the code in the same way.
 * @param {string} file
 * @param {string} text
 */
export function parse(file, text) {
  const { program, comments, errors } = parseSync(file, text);
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  return {
    program: /** @type {SyntaxNode} */ (/** @type {unknown} */ (program)),
    comments,
    problem: errors[0] ? `does not parse: ${errors[0].message}` : undefined,
    lineAt: (/** @type {number} */ offset) => lineIn(starts, offset),
  };
}

/**
 * @param {number[]} starts where the lines begin
 * @param {number} offset
 * @returns {number} its line, from 1
 */
function lineIn(starts, offset) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (Number(starts[middle]) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** @type {Map<string, Parsed & { text: string }>} */
const parsed = new Map();

/**
 * Returns a source file, which is read and parsed once for all checks.
 * @param {string} file relative to the root, with slashes
 */
export function source(file) {
  const known = parsed.get(file);
  if (known) return known;
  return take(file, readFileSync(path.join(root, file), 'utf8'));
}

/**
 * Uses this text as the content of the file, whether the file exists or not. The tests of these checks need that.
 * @param {string} file
 * @param {string} text
 */
export function take(file, text) {
  const made = { ...parse(file, text), text };
  parsed.set(file, made);
  return made;
}

/** @param {string} file */
export const isThere = (file) => parsed.has(file) || existsSync(path.join(root, file));

/**
 * Returns every source file below a folder, relative to the root, with slashes.
 * @param {string} folder
 */
export function sourcesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(name))
    .sort();
}

/**
 * @param {unknown} value
 * @returns {Generator<SyntaxNode>}
 */
export function* walk(value) {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (value && typeof value === 'object') {
    if ('type' in value && 'start' in value) yield/** @type {SyntaxNode} */ (value);
    for (const child of Object.values(value)) yield* walk(child);
  }
}
