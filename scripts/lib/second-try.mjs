// In CI a failed end-to-end or view test is run once more, alone. If it passes then, it is called flaky. Outside CI
// nothing is tried twice: a person at the machine should see the failure.
import { nameOf } from './reports.mjs';

/** @typedef {import('./reports.mjs').Report} Report */
/** @typedef {import('./reports.mjs').Result} Result */

export const isCi = Boolean(process.env.CI);

/** A run with at most this many flaky tests still passes. */
export const mostFlaky = 1;

/** If more tests than this have failed, it was not by accident, and none is tried again. */
const mostTriedAgain = 5;

/**
 * Returns the tests to run once more: those that failed, and those that were never started because a test before them
 * failed.
 * @param {Report} report
 * @returns {Result[]}
 */
export function toTryAgain({ results }) {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0 || failed.length > mostTriedAgain) return [];
  return results.filter(({ outcome }) => outcome === 'failed' || outcome === 'left out');
}

/**
 * Returns the first report, changed by the second try. What failed outside of every test can't be tried again, so it
 * stays.
 * @param {Report} first
 * @param {Report} second
 * @returns {Report}
 */
export function afterSecondTry(first, second) {
  const again = new Map(second.results.map((result) => [nameOf(result), result]));
  const results = first.results.map((result) => secondOutcome(result, again.get(nameOf(result))));
  const errors = [...first.errors, ...second.errors];
  const isGood = errors.length === 0 && results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'left out');
  return { ...first, results, errors, code: isGood ? 0 : first.code };
}

/**
 * @param {Result} result
 * @param {Result} [again]
 * @returns {Result}
 */
function secondOutcome(result, again) {
  if (result.outcome === 'left out') return again ?? result;
  if (result.outcome !== 'failed') return result;
  if (again?.outcome === 'passed') return { ...result, outcome: 'flaky' };
  return { ...result, said: `${result.said ?? nameOf(result)}\n    (and once more when it was run alone)` };
}

/**
 * Returns the lines of the file that tells Playwright what to run.
 * @param {Result[]} results
 */
export const testList = (results) => results.map((result) => `${nameOf(result)}\n`).join('');
