import { onScreen } from '../setup/index.mjs';
import { buildApp } from './build.mjs';
import { MendableError } from './errors.mjs';
import { commandEntry } from './npm.mjs';
import { secondsSince } from './progress.mjs';
import { freshReport, playwrightCounts, vitestCounts } from './reports.mjs';
import { runCaptured, runShown } from './run.mjs';

/** @typedef {import('../setup/index.mjs').Runtime} Runtime */
/** @typedef {import('./reports.mjs').Counts} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Stage */

const maxSaidAgain = 20;
/** @type {Counts} */
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
    return vitestCounts(code, report);
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
    return vitestCounts(code, report);
  },
});

/**
 * The real page of each view, in one window that stays, over answers that the tests give.
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const viewStage = (runtime, filters) => ({
  name: 'Views',
  async run() {
    await buildApp(runtime.env);
    const report = freshReport('views.json');
    const config = ['--config', 'test/views/playwright.config.ts'];
    const args = [commandEntry('@playwright/test', 'playwright'), 'test', ...config, ...filters];
    return playwrightCounts(await onScreens(args, runtime), report);
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
    return playwrightCounts(await onScreens(args, runtime), report);
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
  /** @type {string[]} */
  const failures = [];
  for (const { name, run } of stages) {
    const start = performance.now();
    console.log(`\n── ${name}`);
    const counts = await run().catch(failure);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    failures.push(...(counts.failures ?? []));
    summary.push(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${inWords(counts)} (${secondsSince(start)})`);
    console.log(summary.at(-1));
  }
  // Thousands of lines may stand between a failure and the end, which is what one looks at first.
  if (failures.length > 0) console.log(`\n── What failed\n${failures.slice(0, maxSaidAgain).join('\n\n')}`);
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
