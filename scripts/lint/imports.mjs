import path from 'node:path';
import { isThere, source, walk } from './syntax.mjs';

/** Finds what source files import, from their syntax. */

/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line
 * @property {boolean} typesOnly nothing of it is left when the types are taken away
 * @property {string[] | 'all'} names what is taken, by the names that the other module gives it
 * @property {boolean} passesOn as `export *` does
 */

/** @type {Map<string, Import[]>} */
const known = new Map();

/**
 * Returns everything that a source file imports: modules, packages, types, and what it passes on.
 * @param {string} file
 * @returns {Import[]}
 */
export function importsOf(file) {
  const before = known.get(file);
  if (before) return before;
  const { program, lineAt } = source(file);
  const imports = [...walk(program)].flatMap((node) => {
    const specifier = importedBy(node);
    return specifier === undefined
      ? []
      : [{ specifier, line: lineAt(node.start), passesOn: node.type === 'ExportAllDeclaration', ...takenBy(node) }];
  });
  known.set(file, imports);
  return imports;
}

const endings = ['', '.ts', '.tsx', '.mjs', '.js', '.cjs', '/index.ts', '/index.tsx', '/index.mjs'];

/**
 * Returns the file of the repository that an import names, relative to the root; `undefined` for a package.
 * @param {string} file
 * @param {string} specifier
 */
export function fileOf(file, specifier) {
  const name = specifier.split('?')[0] ?? '';
  if (!name.startsWith('.')) return undefined;
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), name));
  const ending = endings.find((each) => /\.[a-z]+$/.test(target + each) && isThere(target + each));
  return ending === undefined ? undefined : target + ending;
}

/**
 * @param {SyntaxNode} node
 * @returns {Pick<Import, 'typesOnly' | 'names'>}
 */
function takenBy(node) {
  const isTypes = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
  if (!/^(Import|ExportNamed)Declaration$/.test(node.type)) return { typesOnly: isTypes, names: 'all' };
  /** @typedef {{ name?: string, value?: string }} Name */
  /** @type {{ type: string, imported?: Name, local?: Name, importKind?: string, exportKind?: string }[]} */
  const specifiers = /** @type {any} */ (node.specifiers);
  if (specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier')) return { typesOnly: isTypes, names: 'all' };
  const names = specifiers.map(({ type, imported, local }) => {
    if (type === 'ImportDefaultSpecifier') return 'default';
    const name = imported ?? local;
    return String(name?.name ?? name?.value);
  });
  const onlyTypes =
    specifiers.length > 0 && specifiers.every((each) => (each.importKind ?? each.exportKind) === 'type');
  return { typesOnly: isTypes || onlyTypes, names };
}

/**
 * @param {SyntaxNode} node
 * @returns {string | undefined} what the node imports, types included: a type is a dependency too
 */
export function importedBy(node) {
  const isImport = /^(Import|ExportNamed|ExportAll)Declaration$|^(ImportExpression|TSImportType)$/.test(node.type);
  if (isImport) return literalOf(node.source ?? node.argument);
  if (node.type === 'TSExternalModuleReference') return literalOf(node.expression);
  const callee = /** @type {SyntaxNode | undefined} */ (node.callee);
  const isRequire = node.type === 'CallExpression' && callee?.type === 'Identifier' && callee.name === 'require';
  return isRequire ? literalOf(/** @type {unknown[]} */ (node.arguments)[0]) : undefined;
}

/** @param {unknown} node */
function literalOf(node) {
  const literal = /** @type {{ value?: unknown, literal?: { value?: unknown } } | undefined} */ (node);
  const value = literal?.value ?? literal?.literal?.value;
  return typeof value === 'string' ? value : undefined;
}
