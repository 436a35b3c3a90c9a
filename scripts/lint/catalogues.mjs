import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { parse, walk } from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Finding} Finding */
/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */
/** @typedef {Map<string, { text: string, line: number }>} Messages */

/**
 * Compares each translation with its source. Both must have the same files, the same keys and the same values to be
 * filled in.
 * @param {{ folder: string, source: string, translations: string[] }} where
 * @returns {Finding[]}
 */
export function checkCatalogues({ folder, source, translations }) {
  const sourceFolder = path.posix.join(folder, source);
  return translations.flatMap((language) => {
    const translationFolder = path.posix.join(folder, language);
    const names = new Set([...listCatalogues(sourceFolder), ...listCatalogues(translationFolder)]);
    return [...names].flatMap((name) =>
      compare(path.posix.join(sourceFolder, name), path.posix.join(translationFolder, name)),
    );
  });
}

/** @param {string} folder */
function listCatalogues(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts'));
}

/**
 * @param {string} sourceFile
 * @param {string} translationFile
 * @returns {Finding[]}
 */
function compare(sourceFile, translationFile) {
  for (const [file, other] of [
    [sourceFile, translationFile],
    [translationFile, sourceFile],
  ]) {
    if (file && !existsSync(path.join(root, file))) return [{ file, line: 1, message: `is missing beside ${other}` }];
  }
  const original = readMessages(sourceFile);
  const translated = readMessages(translationFile);
  /** @type {Finding[]} */
  const findings = [];
  for (const [key, { text, line }] of original) {
    const other = translated.get(key);
    if (!other) {
      // Chinese has no singular form.
      if (!key.endsWith('_one')) findings.push({ file: sourceFile, line, message: `${key} has no translation` });
    } else if (placeholders(text) !== placeholders(other.text)) {
      const message = `${key} fills in ${placeholders(other.text) || 'nothing'}, its source ${placeholders(text) || 'nothing'}`;
      findings.push({ file: translationFile, line: other.line, message });
    }
  }
  for (const [key, { line }] of translated) {
    if (!original.has(key)) findings.push({ file: translationFile, line, message: `${key} translates nothing` });
  }
  return findings;
}

/** @param {string} text */
const placeholders = (text) => [...new Set(text.match(/\{\{[^}]*\}\}/g))].sort().join(' ');

/**
 * @param {string} file
 * @returns {Messages}
 */
function readMessages(file) {
  const { program, lineAt } = parse(file, readFileSync(path.join(root, file), 'utf8'));
  /** @type {Messages} */
  const messages = new Map();
  for (const node of walk(program)) {
    if (node.type === 'VariableDeclarator') collect(bare(node.init), '', messages, lineAt);
  }
  return messages;
}

/**
 * @param {SyntaxNode} node
 * @param {string} prefix
 * @param {Messages} messages
 * @param {(offset: number) => number} lineAt
 */
function collect(node, prefix, messages, lineAt) {
  if (node?.type !== 'ObjectExpression') return;
  for (const property of /** @type {SyntaxNode[]} */ (node.properties)) {
    if (property.type !== 'Property') continue;
    const key = /** @type {{ name?: string, value?: unknown }} */ (property.key);
    const name = `${prefix}${key.name ?? key.value}`;
    const value = bare(property.value);
    if (value.type === 'ObjectExpression') collect(value, `${name}.`, messages, lineAt);
    else messages.set(name, { text: textOf(value), line: lineAt(property.start) });
  }
}

/**
 * Returns an expression without `as const` and `satisfies`.
 * @param {unknown} expression
 * @returns {SyntaxNode}
 */
function bare(expression) {
  const node = /** @type {SyntaxNode} */ (expression);
  return /^TS(As|Satisfies)Expression$/.test(node?.type) ? bare(node.expression) : node;
}

/**
 * Returns the words of a literal, also of one that is joined from several.
 * @param {SyntaxNode} node
 */
function textOf(node) {
  let text = '';
  for (const { type, value } of walk(node)) {
    if (type === 'Literal') text += String(value);
    if (type === 'TemplateElement') text += /** @type {{ cooked?: string }} */ (value).cooked ?? '';
  }
  return text;
}
