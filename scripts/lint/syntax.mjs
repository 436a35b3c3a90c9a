import { parseSync } from 'vite';

/** @typedef {{ file: string, line: number, message: string }} Finding */
/** @typedef {{ type: string, start: number, [key: string]: unknown }} SyntaxNode */

/**
 * Parses with the parser that the build uses, so that nothing can be said in a way that only one of them understands.
 * @param {string} file
 * @param {string} text
 */
export function parse(file, text) {
  const { program, errors } = parseSync(file, text);
  return {
    program: /** @type {SyntaxNode} */ (/** @type {unknown} */ (program)),
    problem: errors[0] ? `does not parse: ${errors[0].message}` : undefined,
    lineAt: (/** @type {number} */ offset) => text.slice(0, offset).split('\n').length,
  };
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
