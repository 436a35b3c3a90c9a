import { describe, expect, test } from 'vitest';
import { countsOf, type Report, type Result } from '../../../scripts/lib/reports.mjs';
import { afterSecondTry, testList, toTryAgain } from '../../../scripts/lib/second-try.mjs';
import { skipReasons } from '../../../scripts/lib/systems.mjs';

const result = (title: string, outcome: Result['outcome'], more: Partial<Result> = {}): Result => ({
  file: 'lock.spec.ts',
  titles: ['by menu', title],
  outcome,
  said: `lock.spec.ts:1 › by menu › ${title}`,
  ...more,
});
const report = (results: Result[], code = results.every(({ outcome }) => outcome === 'passed') ? 0 : 1): Report => ({
  results,
  errors: [],
  code,
});

describe('what is run once more', () => {
  test('nothing, where nothing failed', () => {
    expect(toTryAgain(report([result('a', 'passed'), result('b', 'skipped')]))).toEqual([]);
  });

  test('what failed, and what was never started because of it, by file and titles', () => {
    const first = report([
      result('a', 'failed'),
      result('b', 'left out'),
      result('c', 'passed'),
      result('d', 'skipped'),
    ]);
    expect(testList(toTryAgain(first))).toBe('lock.spec.ts › by menu › a\nlock.spec.ts › by menu › b\n');
  });

  test('nothing, where so many failed that it was no accident', () => {
    expect(toTryAgain(report(['a', 'b', 'c', 'd', 'e'].map((title) => result(title, 'failed'))))).toHaveLength(5);
    expect(toTryAgain(report(['a', 'b', 'c', 'd', 'e', 'f'].map((title) => result(title, 'failed'))))).toEqual([]);
  });
});

describe('after the second try', () => {
  test('what passes then is flaky, and the stage has no failure', () => {
    const first = report([result('a', 'failed'), result('b', 'passed')]);
    expect(countsOf(afterSecondTry(first, report([result('a', 'passed')])))).toMatchObject({
      passed: 2,
      failed: 0,
      failures: [],
      flaky: ['lock.spec.ts:1 › by menu › a'],
    });
  });

  test('what fails again has failed, and says both', () => {
    const first = report([result('a', 'failed'), result('b', 'passed')]);
    const counts = countsOf(afterSecondTry(first, report([result('a', 'failed')])));
    expect(counts).toMatchObject({ passed: 1, failed: 1, flaky: [] });
    expect(counts.failures?.[0]).toMatch(/› a\n.*once more/s);
  });

  test.for(['skipped', 'left out'] as const)('what is %s then has failed', (outcome) => {
    const first = report([result('a', 'failed')]);
    expect(countsOf(afterSecondTry(first, report([result('a', outcome)])))).toMatchObject({ failed: 1, flaky: [] });
  });

  test('what is missing then has failed', () => {
    expect(countsOf(afterSecondTry(report([result('a', 'failed')]), report([], 1)))).toMatchObject({ failed: 1 });
  });

  test('what the first run never started counts by the second', () => {
    const first = report([result('a', 'failed'), result('b', 'left out'), result('c', 'left out')]);
    const second = report([result('a', 'passed'), result('b', 'passed'), result('c', 'failed')]);
    expect(countsOf(afterSecondTry(first, second))).toMatchObject({ passed: 2, failed: 1 });
  });

  test('an error outside of the tests stays, in either run', () => {
    const first = report([result('a', 'failed')]);
    const second = report([result('a', 'passed')]);
    expect(countsOf(afterSecondTry({ ...first, errors: ['broken'] }, second)).failures).toEqual(['broken']);
    expect(countsOf(afterSecondTry(first, { ...second, errors: ['broken'] })).failures).toEqual(['broken']);
  });
});

describe('skipped tests', () => {
  const reason = skipReasons.age;

  test('are counted by their reason', () => {
    const counts = countsOf(report([result('a', 'passed'), result('b', 'skipped', { reason })], 0));
    expect(counts).toMatchObject({ passed: 1, failed: 0, skipped: 1, reasons: [reason] });
  });

  test.for([{ reason: 'no time' }, {}])('fail the run for an unknown reason or none', (more) => {
    const counts = countsOf(report([result('a', 'passed'), result('b', 'skipped', more)], 0));
    expect(counts).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(counts.failures?.[0]).toContain('lock.spec.ts › by menu › b');
  });

  test('need no reason where the others were chosen by name', () => {
    const chosen = { ...report([result('a', 'passed'), result('b', 'skipped')], 0), selective: true };
    expect(countsOf(chosen)).toMatchObject({ passed: 1, failed: 0, skipped: 1 });
  });
});

test('a run without a passed test, or that ends badly without saying why, has failed', () => {
  expect(countsOf(report([]))).toMatchObject({ passed: 0, failed: 1 });
  expect(countsOf(report([result('a', 'passed')], 1))).toMatchObject({ passed: 1, failed: 1 });
});
