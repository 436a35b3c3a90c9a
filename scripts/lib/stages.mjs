import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCommand } from '../command/build.mjs';
import { onScreen } from '../setup/index.mjs';
import { buildApp } from './build.mjs';
import { MendableError } from './errors.mjs';
import { commandEntry } from './npm.mjs';
import { reportFolder } from './paths.mjs';
import { secondsSince } from './progress.mjs';
import { countsOf, freshReport, playwrightReport, vitestReport } from './reports.mjs';
import { runCaptured, runShown } from './run.mjs';
import { afterSecondTry, isCi, mostFlaky, testList, toTryAgain } from './second-try.mjs';
import { refuseUnlessSafe } from './systems.mjs';

/** @typedef {import('../setup/index.mjs').Runtime} Runtime */
/** @typedef {import('./reports.mjs').Counts} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Stage */

const maxSaidAgain = 20;
/** @type {Counts} */
const failed = { passed: 0, failed: 1, skipped: 0 };

/**
 * The checks that only read the sources. They run side by side, since each leaves a core idle for much of its time.
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
    // Some tests speak with it.
    await buildCommand();
    return runVitest('unit', filters, runtime);
  },
});

/**
 * Tests with child processes that are killed, get no memory or disk, or get nonsense. Those that take minutes run only
 * if KEYFOLD_LONG is set.
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const faultStage = (runtime, filters) => ({
  name: 'Faults',
  run: () => runVitest('faults', ['--config', 'test/faults/vitest.config.ts', ...filters], runtime),
});

/**
 * @param {string} name of the report
 * @param {string[]} args
 * @param {Runtime} runtime
 */
async function runVitest(name, args, { env }) {
  const report = freshReport(`${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runShown(process.execPath, [commandEntry('vitest'), 'run', ...args, ...reporters], { env });
  return countsOf(
    vitestReport(
      code,
      report,
      args.some((arg) => /^(-t|--testNamePattern)/.test(arg)),
    ),
  );
}

/**
 * Tests of the real page of each view, in one window for all of them, with replies that the tests give.
 * @param {Runtime} runtime
 * @param {string[]} filters
 * @returns {Stage}
 */
export const viewStage = (runtime, filters) => ({
  name: 'Views',
  async run() {
    await buildApp(runtime.env);
    return countsOf(await runPlaywright('views', ['--config', 'test/views/playwright.config.ts', ...filters], runtime));
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
    refuseUnlessSafe('This stage');
    await buildApp(runtime.env);
    // Some tests use the application as users get it. If only other tests are asked for, it isn't needed.
    if (filters.length === 0 || filters.some((filter) => filter.includes('packaged'))) {
      // This is not imported at the top, since it imports packages that the first run has to install first.
      const { packageApp } = await import('../packaging/index.mjs');
      await packageApp(runtime);
    }
    return countsOf(await runPlaywright('e2e', filters, runtime));
  },
});

/**
 * Runs tests of Playwright. In CI those that failed run once more, one after the other, with nothing beside them.
 * @param {string} name of the report
 * @param {string[]} args
 * @param {Runtime} runtime
 */
async function runPlaywright(name, args, runtime) {
  const first = await playwrightOnce(name, args, runtime);
  const again = isCi ? toTryAgain(first) : [];
  if (again.length === 0) return first;
  console.log(`\nRun once more, alone:\n${testList(again)}`);
  const list = path.join(reportFolder, `${name}-again.txt`);
  writeFileSync(list, testList(again));
  const config = args.flatMap((arg, index) => (arg === '--config' ? args.slice(index, index + 2) : []));
  const second = await playwrightOnce(
    `${name}-again`,
    [...config, '--test-list', list, '--workers', '1', '--output', 'test-results/again'],
    runtime,
  );
  return afterSecondTry(first, second);
}

/**
 * @param {string} name of the report
 * @param {string[]} args
 * @param {Runtime} runtime
 */
async function playwrightOnce(name, args, runtime) {
  const report = freshReport(`${name}.json`);
  const env = { ...runtime.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const command = [commandEntry('@playwright/test', 'playwright'), 'test', ...args];
  return playwrightReport(await onScreens(command, { ...runtime, env }), report);
}

/**
 * If the screens are virtual, each of Playwright's workers starts its own (`test/support/test.ts`), so that several can
 * run side by side.
 * @param {string[]} args
 * @param {Runtime} runtime
 */
function onScreens(args, runtime) {
  if (runtime.screen.kind === 'real') return onScreen(process.execPath, args, runtime);
  return runShown(process.execPath, args, { env: { ...runtime.env, KEYFOLD_VIRTUAL_SCREENS: '1' } });
}

/**
 * Runs all stages, also after one that failed, since one run should report everything that is wrong.
 * @param {Stage[]} stages
 * @returns {Promise<number>} the exit code
 */
export async function runStages(stages) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const flaky = [];
  /** @type {string[]} */
  const reasons = [];
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
    flaky.push(...(counts.flaky ?? []));
    reasons.push(...(counts.reasons ?? []));
    summary.push(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${inWords(counts)} (${secondsSince(start)})`);
    console.log(summary.at(-1));
  }
  // There may be thousands of lines between a failure and the end of the output, and people look at the end first.
  if (failures.length > 0) console.log(`\n── What failed\n${failures.slice(0, maxSaidAgain).join('\n\n')}`);
  if (flaky.length > 0) console.log(`\n── Flaky: failed, and passed when run once more, alone\n${flaky.join('\n\n')}`);
  if (reasons.length > 0) console.log(`\n── Skipped\n${counted(reasons).join('\n')}`);
  console.log(`\n${summary.join('\n')}\n\n${inWords({ ...total, flaky })}`);
  if (flaky.length > mostFlaky) console.log(`More than ${mostFlaky} flaky test fails the run.`);
  return total.failed > 0 || flaky.length > mostFlaky ? 1 : 0;
}

/** @param {Counts} counts */
function inWords({ passed, failed, skipped, flaky = [] }) {
  const rare = [skipped > 0 && `${skipped} skipped`, flaky.length > 0 && `${flaky.length} flaky`];
  return [`${passed} passed`, `${failed} failed`, ...rare.filter(Boolean)].join(', ');
}

/**
 * Returns each reason once, with the number of tests that were skipped for it.
 * @param {string[]} reasons
 */
const counted = (reasons) =>
  [...new Set(reasons)].sort().map((reason) => `${reasons.filter((each) => each === reason).length} ${reason}`);

/** @param {unknown} error */
function failure(error) {
  if (error instanceof MendableError)
    console.log([error.message, error.details, error.mend].filter(Boolean).join('\n'));
  else console.log(error);
  return failed;
}
