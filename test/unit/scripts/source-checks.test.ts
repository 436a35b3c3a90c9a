import { expect, test } from 'vitest';
import { checkExports } from '../../../scripts/lint/exports.mjs';
import { checkFunctions } from '../../../scripts/lint/functions.mjs';
import type { Finding } from '../../../scripts/lint/syntax.mjs';
import { take } from '../../../scripts/lint/syntax.mjs';
import { checkTests } from '../../../scripts/lint/tests.mjs';

/** What a check says of files that are only pretended; the lists of what is still to be mended speak of others. */
const said = (findings: Finding[]) =>
  findings
    .filter(({ file }) => file.startsWith('pretended/'))
    .map(({ file, line, message }) => `${file}:${line} ${message}`);

test('a function of more than a hundred lines is found by its name, also inside of another', () => {
  const lines = (count: number) => '\n'.repeat(count - 1);
  take(
    'pretended/long.ts',
    `function short() {${lines(100)}}\nconst long = () => {${lines(101)}};\nf({ inner() {${lines(102)}} });\n`,
  );
  expect(said(checkFunctions(['pretended/long.ts']))).toEqual([
    'pretended/long.ts:101 long has 101 lines; 100 are enough',
    'pretended/long.ts:202 inner has 102 lines; 100 are enough',
  ]);
});

test('an export is found that nothing, only its file or only a test uses', () => {
  take(
    'pretended/a.ts',
    [
      'export const used = 1;',
      'export const unused = 1;',
      'export const within = 1; f(within);',
      'export const tested = 1; f(tested);',
      'export const testedOnly = 1;',
      'export interface Described {} export function describe(it: Described) {}',
      'export interface Undescribed {}',
      "export { passed } from './c';",
      'export const { one, two: [three] } = f();',
    ].join('\n'),
  );
  take('pretended/b.ts', "import { used, describe, one as other } from './a'; void import('./d');");
  take('pretended/c.ts', 'export const passed = 1; export const hidden = 1;');
  take('pretended/d.ts', 'export const lazy = 1;');
  take('pretended/e.ts', "export * from './c';");
  take('pretended/f.ts', "import { hidden } from './e';");
  take('pretended/test.ts', "import { tested, testedOnly } from './a';");
  const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `pretended/${name}.ts`);
  expect(said(checkExports(files, [], ['pretended/test.ts']))).toEqual([
    'pretended/a.ts:2 exports unused, which nothing uses',
    'pretended/a.ts:3 exports within, which only its own file uses: it need not be exported',
    'pretended/a.ts:5 exports testedOnly, which only tests use',
    'pretended/a.ts:7 exports Undescribed, which nothing uses',
    'pretended/a.ts:8 exports passed, which nothing uses',
    'pretended/a.ts:9 exports three, which nothing uses',
  ]);
});

test('a test that asks for the system itself, or is skipped for a reason of its own, is found', () => {
  take(
    'pretended/some.test.ts',
    [
      "if (process.platform === 'linux') f();",
      "test.skipIf(true)('a', f);",
      "test.skip(true, 'no mood');",
      "test.skip(...without('strace'));",
      "it.todo('b');",
    ].join('\n'),
  );
  expect(said(checkTests(['pretended/some.test.ts'])).map((finding) => finding.replace(/;.*/, ''))).toEqual([
    'pretended/some.test.ts:1 names process.platform',
    'pretended/some.test.ts:2 skips by test.skipIf',
    'pretended/some.test.ts:3 skips for a reason of its own',
    'pretended/some.test.ts:5 skips by it.todo',
  ]);
});
