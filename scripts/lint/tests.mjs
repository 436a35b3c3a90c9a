import { source, walk } from './syntax.mjs';

/**
 * Checks what tests may not do: ask for the system themselves, or be skipped for a reason that nobody counts
 * (docs/testing.md).
 */

/** @typedef {import('./syntax.mjs').Finding} Finding */
/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */

/** Files that may name the system: those that pretend to be on another system, and one that prints it. */
const mayNameSystem = ['test/unit/main/keychain.test.ts', 'test/unit/main/clipboard.test.ts', 'test/bench/index.mjs'];
const askSystems = 'ask test/support/systems.ts (docs/testing.md)';

/**
 * @param {string[]} files
 * @returns {Finding[]}
 */
export function checkTests(files) {
  return files.flatMap((file) => {
    const { program, lineAt } = source(file);
    return [...walk(program)].flatMap((node) => {
      const message = problemOf(file, node);
      return message === undefined ? [] : [{ file, line: lineAt(node.start), message }];
    });
  });
}

/**
 * @param {string} file
 * @param {SyntaxNode} node
 */
function problemOf(file, node) {
  const member = memberOf(node);
  if (member === 'process.platform' && !mayNameSystem.includes(file)) return `names process.platform; ${askSystems}`;
  if (member && /\.(skipIf|runIf|todo|fixme)$/.test(member)) return `skips by ${member}; ${askSystems}`;
  const skips = node.type === 'CallExpression' && memberOf(/** @type {SyntaxNode} */ (node.callee)) === 'test.skip';
  if (skips && !isWithout(node.arguments)) return `skips for a reason of its own; ${askSystems}`;
  return undefined;
}

/**
 * Returns whether these are the arguments of `test.skip(...without('strace'))`.
 * @param {unknown} args
 */
function isWithout(args) {
  const [first] = /** @type {{ type: string, argument?: { callee?: { name?: string } } }[]} */ (args);
  return first?.type === 'SpreadElement' && first.argument?.callee?.name === 'without';
}

/**
 * @param {SyntaxNode} node
 * @returns {string | undefined} `object.property` of two plain names
 */
function memberOf(node) {
  if (node?.type !== 'MemberExpression' || node.computed) return undefined;
  const { object, property } = /** @type {Record<'object' | 'property', { name?: string }>} */ (
    /** @type {unknown} */ (node)
  );
  return object.name && property.name ? `${object.name}.${property.name}` : undefined;
}
