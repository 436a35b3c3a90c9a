import { fileOf, importsOf } from './imports.mjs';
import { source, walk } from './syntax.mjs';

/**
 * Finds exports that no other source file imports. An import by a test alone doesn't count as use; but for something
 * that its own file uses it is a reason to export it. A type that its own file uses may always be exported.
 */

/** @typedef {import('./syntax.mjs').Finding} Finding */
/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */

/**
 * @param {string[]} files the source files of the zones
 * @param {string[]} users what may use them besides: the configuration of the build
 * @param {string[]} tests
 * @returns {Finding[]}
 */
export function checkExports(files, users, tests) {
  const used = usesOf([...files, ...users]);
  const tested = usesOf([...files, ...users, ...tests]);
  return files.flatMap((file) =>
    exportsOf(file)
      .filter(({ name }) => !used.has(`${file} ${name}`) && !used.has(`${file} *`))
      .flatMap((each) => {
        const isTested = tested.has(`${file} ${each.name}`) || tested.has(`${file} *`);
        const problem = problemOf(each, isTested, isNamedWithin(file, each.name));
        if (problem === undefined) return [];
        return [{ file, line: each.line, message: `exports ${each.name}, which ${problem}` }];
      }),
  );
}

/**
 * @param {{ isType: boolean }} exported
 * @param {boolean} isTested
 * @param {boolean} isNamed in its own file
 */
function problemOf({ isType }, isTested, isNamed) {
  if (isNamed) return isTested || isType ? undefined : 'only its own file uses: it need not be exported';
  return isTested ? 'only tests use' : 'nothing uses';
}

/**
 * Returns whether a file uses the name of its export a second time.
 * @param {string} file
 * @param {string} name
 */
function isNamedWithin(file, name) {
  let count = 0;
  for (const node of walk(source(file).program)) {
    if (/^(JSX)?Identifier$/.test(node.type) && node.name === name) count += 1;
    // In `export { name }` the syntax has it twice: as what is exported, and as its exported name.
    if (node.type === 'ExportSpecifier') count -= namesWithin(node, name);
  }
  return count > 1;
}

/**
 * @param {SyntaxNode} node
 * @param {string} name
 */
const namesWithin = (node, name) =>
  [...walk([node.local, node.exported])].filter((each) => each.type === 'Identifier' && each.name === name).length;

/**
 * @param {string[]} files
 * @returns {Set<string>} "file name" of everything that is imported, with `*` for all of a file
 */
function usesOf(files) {
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {[string, string][]} what `export *` passes on: from which file to which */
  const passedOn = [];
  for (const file of files) {
    for (const { specifier, names, passesOn } of importsOf(file)) {
      const target = fileOf(file, specifier);
      // The import asks for the path of a file and takes no export.
      if (target === undefined || specifier.includes('?')) continue;
      if (passesOn) passedOn.push([target, file]);
      else for (const name of names === 'all' ? ['*'] : names) used.add(`${target} ${name}`);
    }
  }
  // If a file passes on another one, what is taken from it may come from the other.
  for (const [from, by] of passedOn) {
    for (const use of [...used]) if (use.startsWith(`${by} `)) used.add(`${from} ${use.slice(by.length + 1)}`);
  }
  return used;
}

/** @param {string} file */
function exportsOf(file) {
  const { program, lineAt } = source(file);
  return /** @type {SyntaxNode[]} */ (program.body).flatMap((node) =>
    namesExportedBy(node).map((name) => ({ file, line: lineAt(node.start), name, isType: isType(node) })),
  );
}

/** @param {SyntaxNode} node */
function isType({ exportKind, declaration }) {
  const declared = /** @type {SyntaxNode | null | undefined} */ (declaration)?.type ?? '';
  return exportKind === 'type' || /^TS(Interface|TypeAlias)/.test(declared);
}

/**
 * @param {SyntaxNode} node
 * @returns {string[]}
 */
function namesExportedBy(node) {
  if (node.type === 'ExportDefaultDeclaration') return ['default'];
  if (node.type !== 'ExportNamedDeclaration') return [];
  /** @typedef {{ name?: string, value?: string }} Name */
  const specifiers = /** @type {{ exported: Name }[]} */ (node.specifiers ?? []);
  const listed = specifiers.map(({ exported }) => String(exported.name ?? exported.value));
  const declaration = /** @type {SyntaxNode | null} */ (node.declaration);
  if (!declaration) return listed;
  if (declaration.type !== 'VariableDeclaration') return [String(/** @type {Name} */ (declaration.id).name)];
  return /** @type {{ id: SyntaxNode }[]} */ (declaration.declarations).flatMap(({ id }) => namesIn(id));
}

/**
 * Returns the names that a pattern binds.
 * @param {SyntaxNode} pattern
 * @returns {string[]}
 */
function namesIn(pattern) {
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  const parts = /** @type {(SyntaxNode | null)[]} */ (pattern.properties ?? pattern.elements ?? []);
  return parts.flatMap((part) =>
    part ? namesIn(/** @type {SyntaxNode} */ (part.value ?? part.argument ?? part)) : [],
  );
}
