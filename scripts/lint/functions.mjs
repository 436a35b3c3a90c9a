import { source } from './syntax.mjs';

/** Checks how long functions are. A function should be short enough to be read at once. */

/** @typedef {import('./syntax.mjs').Finding} Finding */
/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */

const longestFunction = 100;

/**
 * @param {string[]} files
 * @returns {Finding[]}
 */
export function checkFunctions(files) {
  return files.flatMap(longFunctionsIn).map(({ file, line, name, lines }) => ({
    file,
    line,
    message: `${name} has ${lines} lines; ${longestFunction} are enough`,
  }));
}

/** @param {string} file */
function longFunctionsIn(file) {
  const { program, lineAt } = source(file);
  /** @type {{ file: string, line: number, name: string, lines: number }[]} */
  const found = [];
  /**
   * @param {unknown} value
   * @param {SyntaxNode | undefined} parent
   */
  const look = (value, parent) => {
    if (Array.isArray(value)) {
      for (const item of value) look(item, parent);
      return;
    }
    if (!value || typeof value !== 'object') return;
    const node = /** @type {SyntaxNode} */ (value);
    const isNode = 'type' in node && 'start' in node;
    if (isNode && /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
      const line = lineAt(node.start);
      const lines = lineAt(node.end) - line + 1;
      if (lines > longestFunction) found.push({ file, line, name: nameOf(node, parent), lines });
    }
    for (const child of Object.values(node)) look(child, isNode ? node : parent);
  };
  look(program, undefined);
  return found;
}

/**
 * @param {SyntaxNode} node
 * @param {SyntaxNode | undefined} parent
 */
function nameOf(node, parent) {
  /** @typedef {{ name?: string, value?: unknown } | null | undefined} Named */
  const names = /** @type {Named[]} */ ([node.id, parent?.id, parent?.key]);
  const named = names.find((each) => each?.name ?? each?.value);
  return String(named?.name ?? named?.value ?? 'a function');
}
