// Finds what a change can touch, for `npm test -- --changed`. It follows the imports; if they don't tell, it is
// everything.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileOf, importsOf } from '../lint/imports.mjs';
import { source, sourcesIn } from '../lint/syntax.mjs';
import { MendableError } from './errors.mjs';
import { root } from './paths.mjs';
import { runCaptured } from './run.mjs';

/**
 * The test files of each layer that a change can touch; `all` if that is not known.
 * @typedef {Record<'unit' | 'faults' | 'views' | 'e2e', string[] | 'all'>} Reach
 */

/** Files whose change is found by the type check and the lint only. */
const noTests =
  /(\.md$|^docs\/|^LICENSE$|^\.gitignore$|^scripts\/lint-zones\.mjs$|^biome\.json$|^test\/(tour|bench)\/)/;

/** Files that every test of a layer needs without importing them. */
const restsOn = {
  unit: /^(vitest\.config\.ts|test\/unit\/(light-.*|temporary-files)\.ts|test\/unit\/.*(?<!\.tsx?))$/,
  faults: /^test\/faults\/(vitest\.config|support\/bundle)\.ts$/,
  views: /^(playwright\.config\.ts|test\/views\/(playwright\.config|global-setup)\.ts|test\/support\/view-host\/.*)$/,
  e2e: /^(playwright\.config\.ts|test\/support\/.*\.cjs|test\/e2e\/tsconfig\.json)$/,
};

const zones = /^(common|main|vault|preload|renderer)\//;

/** Every end-to-end test uses these sheets. */
const everywhere = ['create', 'unlock'];

/** These files name every sheet. The test itself shows which sheets it uses. */
const hubs = ['test/support/app.ts', 'test/support/test.ts'];

/**
 * Returns the files that differ from a revision, also uncommitted and new ones.
 * @param {string} revision
 */
export async function changedSince(revision) {
  const git = async (/** @type {string[]} */ ...args) => {
    const { code, stdout, output } = await runCaptured('git', args);
    if (code !== 0)
      throw new MendableError(`git can't say what changed since ${revision}.`, { details: output.trim() });
    return stdout.split('\0').filter(Boolean);
  };
  // It has both names of a file that was moved, since the files that imported the old name are touched too.
  const changed = await git('diff', '--name-only', '--no-renames', '-z', revision, '--');
  return [...new Set([...changed, ...(await git('ls-files', '--others', '--exclude-standard', '-z'))])].sort();
}

/**
 * @param {string[]} changed files relative to the root, with slashes
 * @returns {Reach}
 */
export function reachOf(changed) {
  const files = changed.filter((file) => !noTests.test(file));
  return {
    unit: chosen(files, 'unit', (test) => [...closureOf(test)]),
    faults: chosen(files, 'faults', (test) => [...closureOf(test), ...closureOf('test/faults/child/index.ts')]),
    views: chosen(files, 'views', (test) => [
      ...closureOf(test),
      ...closureOf(viewHost),
      ...viewsIn(test).flatMap(pageOf),
    ]),
    e2e: chosen(files, 'e2e', (test) => [...closureOf(test), ...sheetsIn(test).flatMap(pageOf), ...behindEverything()]),
  };
}

const viewHost = 'test/support/view-host/host.ts';

/**
 * @param {string[]} files
 * @param {keyof Reach} layer
 * @param {(test: string) => string[]} under the files that a test runs or loads
 * @returns {string[] | 'all'}
 */
function chosen(files, layer, under) {
  if (files.length === 0) return [];
  if (files.some((file) => isUnclear(file) || restsOn[layer].test(file))) return 'all';
  const tests = sourcesIn(`test/${layer}`).filter((file) => /\.(test|spec)\.tsx?$/.test(file));
  return tests.filter((test) => {
    // This test finds source files by itself, and it is not known which.
    if (layer === 'unit' && /import\.meta\./.test(source(test).text)) return true;
    const touched = new Set(under(test));
    return files.some((file) => touched.has(file));
  });
}

/**
 * Returns whether the imports don't tell what a file touches: it belongs to no zone and no test, or it is gone.
 * @param {string} file
 */
function isUnclear(file) {
  if (!existsSync(path.join(root, file))) return !/\.(test|spec)\.tsx?$/.test(file);
  if (zones.test(file)) return !everyFile().has(file);
  return !file.startsWith('test/') && !file.startsWith('scripts/lint/');
}

/** Every file that a process or a page is known to load. A style sheet that another one imports is not included. */
const everyFile = () => new Set([...behindEverything(), ...sheets.flatMap(pageOf)]);

/** @type {Map<string, Set<string>>} */
const closures = new Map();

/**
 * Returns a file and everything that it imports, directly or not.
 * @param {string} file
 */
function closureOf(file) {
  const known = closures.get(file);
  if (known) return known;
  const found = new Set([file]);
  for (const each of found) {
    if (!/\.(ts|tsx|mjs)$/.test(each)) continue;
    for (const { specifier } of importsOf(each)) {
      const target = fileOf(each, specifier);
      if (target !== undefined) found.add(target);
    }
  }
  closures.set(file, found);
  return found;
}

/**
 * Returns what the end-to-end tests share: all processes except the pages, and the pages that each test uses.
 * @returns {string[]}
 */
function behindEverything() {
  const entries = ['main/index.ts', 'preload/index.ts', 'vault/index.ts'];
  return [...entries.flatMap((entry) => [...closureOf(entry)]), ...['main-view', ...everywhere].flatMap(pageOf)];
}

const sheets = readdirSync(path.join(root, 'renderer', 'sheets')).filter((name) =>
  existsSync(path.join(root, 'renderer', 'sheets', name, 'index.html')),
);

/**
 * Returns every file of a view's page.
 * @param {string} view
 */
function pageOf(view) {
  const folder = view === 'main-view' ? 'renderer/main-view' : `renderer/sheets/${view}`;
  return [`${folder}/index.html`, ...closureOf(`${folder}/main.tsx`)];
}

/**
 * Returns the views that a test of the view layer names; all views if it names none.
 * @param {string} test
 */
function viewsIn(test) {
  const views = ['main-view', ...sheets];
  const { text } = source(test);
  const named = views.filter((view) => text.includes(`'${view}'`));
  return named.length > 0 ? named : views;
}

/**
 * Returns the sheets that an end-to-end test can come to: those that it or a helper of it names.
 * @param {string} test
 */
function sheetsIn(test) {
  const texts = [test, ...helpersOf(test)].map((file) => source(file).text);
  return sheets.filter((sheet) => {
    const name = new RegExp(`\\b${sheet}Sheet\\b|\\.(open)?${sheet}\\(|'${sheet}'`, 'i');
    return texts.some((text) => name.test(text));
  });
}

/**
 * Returns the files in test/support that a test imports without going through the hubs, and that drive an application.
 * @param {string} test
 */
function helpersOf(test) {
  const found = new Set([test]);
  for (const each of found) {
    for (const { specifier } of importsOf(each)) {
      const target = fileOf(each, specifier);
      const isHelper = target?.startsWith('test/support/') && !target.startsWith('test/support/views/');
      if (target && isHelper && !hubs.includes(target) && /\.ts$/.test(target)) found.add(target);
    }
  }
  found.delete(test);
  return [...found];
}
