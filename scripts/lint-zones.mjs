// Checks the rules that the architecture depends on (docs/architecture.md): which zone may import which, which names
// may be used in one file only, how long a file or a function may get, that nothing weakens the hardening
// (docs/security.md), that both languages say the same things, that every export is used, and what tests may not do
// (docs/testing.md).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/paths.mjs';
import { checkCatalogues } from './lint/catalogues.mjs';
import { checkDependencies } from './lint/dependencies.mjs';
import { checkExports } from './lint/exports.mjs';
import { checkFunctions } from './lint/functions.mjs';
import { importedBy } from './lint/imports.mjs';
import { checkProse } from './lint/prose.mjs';
import { checkSecurity } from './lint/security.mjs';
import { source, sourcesIn, walk } from './lint/syntax.mjs';
import { checkTests } from './lint/tests.mjs';

/** The other zones that a zone's files may import. A zone may always import itself. */
const mayImport = {
  common: [],
  main: ['common'],
  vault: ['common'],
  preload: ['common'],
  // The guide is a part of Help.
  renderer: ['common', 'docs'],
};

/**
 * The floors of `vault/`, the lowest first. A file imports from its own floor or from one below it, never from above
 * (docs/architecture.md).
 */
const floors = [
  ['vault/base'],
  ['vault/store'],
  ['vault/audit', 'vault/keys'],
  ['vault/session'],
  ['vault/protection'],
  ['vault/transfer'],
  ['vault/operations'],
  ['vault/command'],
  ['vault/gate.ts', 'vault/process.ts', 'vault/index.ts', 'vault/worker.ts'],
];

/** Names that may be used only in these source files. Everything else goes through these files. */
const onlyIn = {
  ipcMain: ['main/ipc/transport.ts'],
  ipcRenderer: ['preload/index.ts'],
  // The first is the port of the vault process to main, the second the port of a worker to the vault process.
  parentPort: ['vault/index.ts', 'vault/transfer/stretcher.ts', 'vault/worker.ts'],
  // It lets a plan pass, so only the verification calls it.
  letPass: ['vault/session/effects/passed.ts', 'vault/protection/verification.ts'],
};

/** Packages that only some source files may import. */
const packageOnlyIn = {
  '@electron/remote': ['main/development.ts', 'preload/development.ts'],
  // The socket on which programs ask, and the system's own sockets. None of them is on the network.
  'node:net': ['vault/command/socket.ts', 'main/platform/session-bus.ts', 'main/platform/x11-connection.ts'],
};

/**
 * Files of vault/ that only some others may import. `change` and `leave` are the ways to write into an open vault and to
 * let something out of it; behind them is the door, which the vault's own bookkeeping uses too.
 */
const moduleOnlyIn = {
  'vault/session/effects/door': [
    'vault/session/effects/change.ts',
    // What no person asks for: the opening and closing, backups that are made by themselves, the note of the slots.
    'vault/session/parts.ts',
    'vault/session/backups.ts',
    'vault/session/replace-slots.ts',
    // Wrong attempts and used codes count whatever comes of the act.
    'vault/protection/verification.ts',
    // Refusals have their rows.
    'vault/process.ts',
    // The clock is inside the change.
    'vault/operations/clock.ts',
    // It writes a file between two transactions, each with its row.
    'vault/operations/audit-archive.ts',
    // It takes back what it has just stored itself, if the person's file could not be written.
    'vault/transfer/clean-source.ts',
  ],
  // What stands of an earlier verification lets plans pass, so only the desk makes it.
  'vault/protection/standing': ['vault/protection/verification.ts', 'vault/command/desk.ts', 'vault/command/grants.ts'],
};

const longestFile = 400;
const catalogues = { folder: 'renderer/i18n', source: 'en', translations: ['zh-CN'] };

/** @typedef {keyof typeof mayImport} Zone */
/** @typedef {import('./lint/syntax.mjs').Finding} Finding */
/** @typedef {import('./lint/syntax.mjs').SyntaxNode} SyntaxNode */

const zones = /** @type {Zone[]} */ (Object.keys(mayImport));
const sources = zones.flatMap((zone) => sourcesIn(zone).map((file) => ({ zone, file })));
const pages = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => path.posix.join('renderer', name.replaceAll('\\', '/')));
const files = sources.map(({ file }) => file);
const tests = sourcesIn('test');
const documents = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name)),
);
const findings = [
  ...sources.flatMap(({ zone, file }) => checkFile(zone, file)),
  ...[...files, ...pages].flatMap((file) => checkSecurity(file, readFileSync(path.join(root, file), 'utf8'))),
  ...checkCatalogues(catalogues),
  ...checkFunctions(files),
  ...checkDependencies(files),
  ...checkTests(tests),
  ...checkProse([...files, ...tests, ...sourcesIn('scripts')], documents),
  ...checkExports(files, ['electron.vite.config.ts'], tests),
];

for (const { file, line, message } of findings) console.log(`${file}:${line}  ${message}`);
console.log(`Lint of the sources: ${sources.length} files, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;

/**
 * @param {Zone} zone
 * @param {string} file
 * @returns {Finding[]}
 */
function checkFile(zone, file) {
  const { text, program, problem, lineAt } = source(file);
  if (problem) return [{ file, line: 1, message: problem }];

  /** @type {Finding[]} */
  const found = [];
  const lines = text.trimEnd().split('\n').length;
  if (lines > longestFile) found.push({ file, line: lines, message: `has ${lines} lines; ${longestFile} are enough` });

  for (const node of walk(program)) {
    const imported = importedBy(node);
    const message = imported === undefined ? checkName(file, node) : checkImport(zone, file, imported);
    if (message) found.push({ file, line: lineAt(node.start), message });
  }
  return found;
}

/**
 * @param {Zone} zone
 * @param {string} file
 * @param {string} specifier
 * @returns {string | undefined} what is wrong with it
 */
function checkImport(zone, file, specifier) {
  const name = specifier.split('?')[0] ?? '';
  for (const [restricted, allowed] of Object.entries(packageOnlyIn)) {
    const isIt = name === restricted || name.startsWith(`${restricted}/`);
    if (isIt && !allowed.includes(file)) return `imports ${restricted}; only ${allowed.join(' and ')} may`;
  }
  if (!name.startsWith('.') && !name.startsWith('/')) return undefined;
  // The import asks for the path of a built file, to start it as a process, or of a file in resources/. It imports no
  // code.
  if (specifier.endsWith('?modulePath') || specifier.endsWith('?asset')) return undefined;

  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), name));
  const [targetZone = ''] = target.split('/');
  const allowed = [zone, ...mayImport[zone]];
  if (allowed.includes(/** @type {Zone} */ (targetZone))) return checkDoor(file, target) ?? checkFloor(file, target);
  return `${zone} imports ${target}; it may import ${allowed.join(', ')} and packages`;
}

/**
 * @param {string} file
 * @param {string} target a module of the same zone or of `common`, without the ending of its file
 * @returns {string | undefined} what is wrong with it
 */
function checkFloor(file, target) {
  if (!file.startsWith('vault/') || !target.startsWith('vault/')) return undefined;
  const from = floorOf(file);
  if (from === -1) return 'stands in none of the rooms of vault/';
  if (floorOf(target) <= from) return undefined;
  return `imports ${target}, which is above it: ${floors.map((rooms) => rooms.join(', ')).join(' → ')}`;
}

/**
 * @param {string} file
 * @param {string} target
 * @returns {string | undefined} what is wrong with it
 */
function checkDoor(file, target) {
  for (const [module, allowed] of Object.entries(moduleOnlyIn)) {
    if (target === module && !allowed.includes(file)) return `imports ${module}; only ${allowed.join(', ')} may`;
  }
  return undefined;
}

/** @param {string} module */
function floorOf(module) {
  return floors.findIndex((rooms) =>
    rooms.some((room) => module === room || module.startsWith(`${room}/`) || `${module}.ts` === room),
  );
}

/**
 * @param {string} file
 * @param {SyntaxNode} node
 * @returns {string | undefined} what is wrong with it
 */
function checkName(file, node) {
  if (node.type !== 'Identifier' && node.type !== 'Literal') return undefined;
  // A literal counts if it is used as the name, as in `electron['ipcMain']`.
  const name = String(node.type === 'Identifier' ? node.name : node.value);
  const homes = Object.hasOwn(onlyIn, name) ? onlyIn[/** @type {keyof typeof onlyIn} */ (name)] : undefined;
  return homes && !homes.includes(file) ? `names ${name}; only ${homes.join(' and ')} may` : undefined;
}
