import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onScreen } from '../setup/index.mjs';
import { buildApp } from './build.mjs';
import { MendableError } from './errors.mjs';
import { commandEntry } from './npm.mjs';
import { reportFolder, root } from './paths.mjs';
import { secondsSince } from './progress.mjs';
import { runCaptured, runShown } from './run.mjs';

/** @typedef {import('../setup/index.mjs').Runtime} Runtime */
/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Stage */

const failed = { passed: 0, failed: 1, skipped: 0 };

/**
 * What reads the sources only. Side by side, since each leaves a core idle for much of its time.
 * @param {Runtime} runtime
 * @returns {Stage}
 */
export const staticStage = (runtime) => ({
  name: 'Types, lint, import zones',
  async run() {
    const commands = [
      [commandEntry('typescript', 'tsc'), '--noEmit'],
      [commandEntry('typescript', 'tsc'), '-p', 'scripts'],
      [commandEntry('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'],
      ['scripts/lint-zones.mjs'],
    ];
    const results = await Promise.all(
      commands.map((command) => runCaptured(process.execPath, command, { env: runtime.env })),
    );
    const wrong = results.filter(({ code }) => code !== 0);
    for (const { output } of wrong) console.log(output.trim());
    return { passed: results.length - wrong.length, failed: wrong.length, skipped: 0 };
  },
});

/**
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const unitStage = (runtime, filters) => ({
  name: 'Unit tests',
  async run() {
    const report = freshReport('unit.json');
    const args = ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runShown(process.execPath, [commandEntry('vitest'), ...args], { env: runtime.env });
    return checked(code, countVitest(report));
  },
});

/**
 * Children that are killed, starved and given nonsense; what takes minutes of it only under KEYFOLD_LONG.
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const faultStage = (runtime, filters) => ({
  name: 'Faults',
  async run() {
    const report = freshReport('faults.json');
    const config = ['--config', 'test/faults/vitest.config.ts'];
    const args = ['run', ...config, ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runShown(process.execPath, [commandEntry('vitest'), ...args], { env: runtime.env });
    return checked(code, countVitest(report));
  },
});

/**
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const endToEndStage = (runtime, filters) => ({
  name: 'End-to-end tests',
  async run() {
    await buildApp(runtime.env);
    // Some tests look at the application as users get it; where others are asked for, it isn't needed.
    if (filters.length === 0 || filters.some((filter) => filter.includes('packaged'))) {
      // Not at the top: it imports packages, which the first run has yet to install.
      const { packageApp } = await import('../packaging/index.mjs');
      await packageApp(runtime);
    }
    const report = freshReport('e2e.json');
    const args = [commandEntry('@playwright/test', 'playwright'), 'test', ...filters];
    return checked(await onScreens(args, runtime), countPlaywright(report));
  },
});

/**
 * Where the screens are virtual, each of Playwright's workers starts its own (`test/support/test.ts`), so that several
 * can run side by side.
 * @param {string[]} args
 * @param {Runtime} runtime
 */
function onScreens(args, runtime) {
  if (runtime.screen.kind === 'real') return onScreen(process.execPath, args, runtime);
  return runShown(process.execPath, args, { env: { ...runtime.env, KEYFOLD_VIRTUAL_SCREENS: '1' } });
}

/**
 * Runs all stages, also after one that failed: one run should tell everything that is wrong.
 * @param {Stage[]} stages
 * @returns {Promise<number>} the exit code
 */
export async function runStages(stages) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const summary = [];
  for (const { name, run } of stages) {
    const start = performance.now();
    console.log(`\n── ${name}`);
    const counts = await run().catch(failure);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    summary.push(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${inWords(counts)} (${secondsSince(start)})`);
    console.log(summary.at(-1));
  }
  console.log(`\n${summary.join('\n')}\n\n${inWords(total)}`);
  return total.failed > 0 ? 1 : 0;
}

/** @param {Counts} counts */
const inWords = (counts) =>
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;

/** @param {unknown} error */
function failure(error) {
  if (error instanceof MendableError)
    console.log([error.message, error.details, error.mend].filter(Boolean).join('\n'));
  else console.log(error);
  return failed;
}

/** @param {string} name */
function freshReport(name) {
  const file = path.join(reportFolder, name);
  mkdirSync(reportFolder, { recursive: true });
  // An older report must not speak for a run that ended before it wrote one.
  rmSync(file, { force: true });
  return path.relative(root, file);
}

/**
 * A runner that failed for a reason that is no test's (nothing found, an error outside the tests) has failed all the same.
 * @param {number} code
 * @param {Counts} counts
 */
function checked(code, counts) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** @param {string} report */
function countVitest(report) {
  const json = readReport(report);
  if (!json) return { passed: 0, failed: 0, skipped: 0 };
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = json.testResults;
  // A file that could not be loaded has no tests to count, and must not look like one that has none.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}

/** @param {string} report */
function countPlaywright(report) {
  const json = readReport(report);
  if (!json) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = json.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** @param {string} report */
function readReport(report) {
  const file = path.join(root, report);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
