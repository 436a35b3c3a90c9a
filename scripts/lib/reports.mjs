// Reads the reports of the test runners, for the counts and for what is said again at the end of a long run.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { reportFolder, root } from './paths.mjs';
import { isKnownReason } from './systems.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [reasons] why tests were skipped, once for each test
 * @property {string[]} [failures] what to say of each failure
 * @property {string[]} [flaky] what to say of each test that failed and passed when it was run once more; it counts as passed too
 */

/**
 * A test of a report. `left out`: the runner never started it, because something before it failed.
 * @typedef {object} Result
 * @property {string} file relative to the folder of the tests
 * @property {string[]} titles from the outermost group to the test itself
 * @property {'passed' | 'failed' | 'flaky' | 'skipped' | 'left out'} outcome
 * @property {string | undefined} [reason] why it was skipped
 * @property {string} [said] its name and how it failed
 */

/**
 * @typedef {object} Report
 * @property {Result[]} results
 * @property {string[]} errors what failed outside of every test
 * @property {number} code the runner's exit code
 * @property {boolean} [selective] tests were chosen by name, so that others were skipped for that reason
 */

/**
 * Most lines of a failure that are shown. The first lines name the cause; a longer stack is in the output of its stage.
 */
const maxLines = 15;

/**
 * @param {string} name
 * @returns the path of a report to be written
 */
export function freshReport(name) {
  const file = path.join(reportFolder, name);
  mkdirSync(reportFolder, { recursive: true });
  // The older report must not be taken for the report of a run that ended before it wrote one.
  rmSync(file, { force: true });
  return path.relative(root, file);
}

/**
 * @param {Report} report
 * @returns {Counts}
 */
export function countsOf({ results, errors, code, selective = false }) {
  /** @param {Result['outcome'][]} outcomes */
  const those = (...outcomes) => results.filter(({ outcome }) => outcomes.includes(outcome));
  const skipped = those('skipped', 'left out');
  const unknown = selective ? [] : those('skipped').filter(({ reason = '' }) => !isKnownReason(reason));
  const failures = [
    ...those('failed').map((result) => result.said ?? nameOf(result)),
    ...errors,
    ...unknown.map(
      (result) => `${nameOf(result)}\n    is skipped for a reason that scripts/lib/systems.mjs doesn't know`,
    ),
  ];
  const passed = those('passed', 'flaky').length;
  // A runner can fail although no test failed (nothing was found, or there was an error outside of the tests). That
  // counts as a failure.
  const silent = failures.length === 0 && (code !== 0 || passed === 0);
  return {
    passed,
    failed: silent ? 1 : failures.length,
    skipped: skipped.length - unknown.length,
    reasons: skipped
      .filter((result) => !unknown.includes(result))
      .map(({ outcome, reason }) =>
        outcome === 'left out' ? 'after a failure before them' : (reason ?? 'not chosen'),
      ),
    failures,
    flaky: those('flaky').map((result) => result.said ?? nameOf(result)),
  };
}

/** @param {Result} result */
export const nameOf = ({ file, titles }) => [file, ...titles].join(' › ');

/**
 * @param {number} code the runner's exit code
 * @param {string} file the runner's report
 * @param {boolean} selective whether tests were chosen by name
 * @returns {Report}
 */
export function vitestReport(code, file, selective) {
  const json = readReport(file);
  if (!json) return { results: [], errors: [], code };
  /** @typedef {{ ancestorTitles: string[], title: string, status: string, failureMessages?: string[], meta?: { skipped?: string } }} Told */
  /** @type {{ name: string, status: string, message?: string, assertionResults: Told[] }[]} */
  const files = json.testResults;
  // A file that could not be loaded has no tests to count. It must not look like a file without tests.
  const broken = files.filter(
    (each) => each.status === 'failed' && !each.assertionResults.some(({ status }) => status === 'failed'),
  );
  const results = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status, failureMessages, meta }) => {
      const titles = [...ancestorTitles.filter(Boolean), title];
      const result = { file: path.relative(root, name), titles, outcome: vitestOutcome(status), reason: meta?.skipped };
      return { ...result, said: said(nameOf(result), failureMessages?.[0]) };
    }),
  );
  return { results, errors: broken.map((each) => said(path.relative(root, each.name), each.message)), code, selective };
}

/**
 * @param {string} status
 * @returns {Result['outcome']}
 */
function vitestOutcome(status) {
  if (status === 'passed' || status === 'failed') return status;
  return 'skipped';
}

/**
 * @param {number} code the runner's exit code
 * @param {string} file the runner's report
 * @returns {Report}
 */
export function playwrightReport(code, file) {
  const json = readReport(file);
  if (!json) return { results: [], errors: [], code };
  return {
    results: json.suites.flatMap((/** @type {Suite} */ suite) => playwrightResults(suite, [])),
    errors: (json.errors ?? []).map((/** @type {{ message?: string }} */ { message }) => said('Playwright', message)),
    code,
  };
}

/**
 * @typedef {{ status: string, error?: { message?: string, snippet?: string } }} Attempt
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ status: string, annotations: Annotation[], results: Attempt[] }} Run
 * @typedef {{ title: string, file: string, line: number, tests: Run[] }} Spec
 * @typedef {{ title: string, suites?: Suite[], specs: Spec[] }} Suite
 */

/**
 * @param {Suite} suite
 * @param {string[]} above the titles of the groups around it; the outermost suite is the file
 * @returns {Result[]}
 */
function playwrightResults(suite, above) {
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((run) => {
      const titles = [...above, spec.title];
      const outcome = playwrightOutcome(run);
      const error = run.results.find((attempt) => attempt.error)?.error;
      const name = `${spec.file}:${spec.line} › ${titles.join(' › ')}`;
      const message = [error?.message, error?.snippet].filter(Boolean).join('\n');
      return { file: spec.file, titles, outcome, reason: skipOf(run)?.description, said: said(name, message) };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => playwrightResults(inner, innerTitles(above, inner)))];
}

/**
 * @param {string[]} above
 * @param {Suite} inner
 */
const innerTitles = (above, { title }) => (title === '' ? above : [...above, title]);

/** @param {Run} run */
const skipOf = ({ annotations }) => annotations.find(({ type }) => type === 'skip' || type === 'fixme');

/**
 * @param {Run} run
 * @returns {Result['outcome']}
 */
function playwrightOutcome(run) {
  if (run.status === 'expected') return 'passed';
  if (run.status === 'skipped') return skipOf(run) ? 'skipped' : 'left out';
  return 'failed';
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

/** @param {string} report */
function readReport(report) {
  const file = path.join(root, report);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
