import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { source } from './syntax.mjs';

/** Checks how long the lines of comments and documents are. */

/** @typedef {import('./syntax.mjs').Finding} Finding */

/** In characters. People have to read a longer line of prose twice. */
const longestLine = 160;

/**
 * @param {string[]} files source files
 * @param {string[]} documents in Markdown
 * @returns {Finding[]}
 */
export function checkProse(files, documents) {
  return [...files.flatMap(longComments), ...documents.flatMap(longParagraphs)];
}

/** @param {string} file */
function longComments(file) {
  const { comments, text, lineAt } = source(file);
  const lines = text.split('\n');
  return comments.flatMap(({ start, end }) => {
    const first = lineAt(start);
    return tooLong(
      file,
      lines.slice(first - 1, lineAt(end)).map((line, index) => ({ line, number: first + index })),
    );
  });
}

/** @param {string} file */
function longParagraphs(file) {
  let isCode = false;
  const prose = readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.startsWith('```')) isCode = !isCode;
      // A row of a table can't be wrapped, and an address can't either.
      return isCode || line.trimStart().startsWith('|')
        ? []
        : [{ line: line.replace(/\]\([^)]*\)/g, ']'), number: index + 1 }];
    });
  return tooLong(file, prose);
}

/**
 * @param {string} file
 * @param {{ line: string, number: number }[]} lines
 * @returns {Finding[]}
 */
const tooLong = (file, lines) =>
  lines
    .filter(({ line }) => [...line].length > longestLine)
    .map(({ line, number }) => ({
      file,
      line: number,
      message: `has ${[...line].length} characters of prose; ${longestLine} are enough`,
    }));
