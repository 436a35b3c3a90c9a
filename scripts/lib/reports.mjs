// What the test runners write down, read for the counts and for what to say again at the end of a long run.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { reportFolder, root } from './paths.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts */

/** The first of them names the cause; a stack below it is in the output of its stage. */
const maxLines = 15;

/**
 * @param {string} name
 * @returns the path of a report to be written
 */
export function freshReport(name) {
  const file = path.join(reportFolder, name);
  mkdirSync(reportFolder, { recursive: true });
  // An older report must not speak for a run that ended before it wrote one.
  rmSync(file, { force: true });
  return path.relative(root, file);
}

/**
 * @param {number} code the runner's exit code
 * @param {string} report
 * @returns {Counts}
 */
export function vitestCounts(code, report) {
  const json = readReport(report);
  if (!json) return checked(code, nothing);
  /** @typedef {{ fullName: string, status: string, failureMessages?: string[] }} Result */
  /** @type {{ name: string, status: string, message?: string, assertionResults: Result[] }[]} */
  const files = json.testResults;
  // A file that could not be loaded has no tests to count, and must not look like one that has none.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failures = files.flatMap((file) => {
    const where = path.relative(root, file.name);
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((result) => said(`${where} › ${result.fullName}`, result.failureMessages?.[0]));
  });
  return checked(code, {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length,
    skipped: json.numPendingTests + json.numTodoTests,
    failures: [...failures, ...broken.map((file) => said(path.relative(root, file.name), file.message))],
  });
}

/**
 * @param {number} code the runner's exit code
 * @param {string} report
 * @returns {Counts}
 */
export function playwrightCounts(code, report) {
  const json = readReport(report);
  if (!json) return checked(code, nothing);
  const { expected, unexpected, flaky, skipped } = json.stats;
  const failures = [...json.suites.flatMap(playwrightFailures)];
  for (const error of json.errors ?? []) failures.push(said('Playwright', error.message));
  return checked(code, { passed: expected, failed: unexpected + flaky, skipped, failures });
}

/**
 * @typedef {{ status: string, error?: { message?: string, snippet?: string } }} Attempt
 * @typedef {{ title: string, file: string, line: number, tests: { results: Attempt[] }[] }} Spec
 * @typedef {{ title: string, suites?: Suite[], specs: Spec[] }} Suite
 */

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function playwrightFailures(suite) {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .flatMap(({ results }) => results)
      .filter(({ error }) => error)
      .map(({ error }) =>
        said(`${spec.file}:${spec.line} › ${spec.title}`, [error?.message, error?.snippet].filter(Boolean).join('\n')),
      ),
  );
  return [...own, ...(suite.suites ?? []).flatMap(playwrightFailures)];
}

/**
 * @param {string} name
 * @param {string} [message]
 */
function said(name, message = '') {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  const more = lines.length > maxLines ? ['…'] : [];
  return [name, ...[...lines.slice(0, maxLines), ...more].map((line) => `    ${line}`)].join('\n');
}

/** @type {Counts} */
const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * A runner that failed for a reason that is no test's (nothing found, an error outside the tests) has failed all the same.
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
function checked(code, counts) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** @param {string} report */
function readReport(report) {
  const file = path.join(root, report);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
