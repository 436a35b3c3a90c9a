import { expect, test } from 'vitest';
import { reachOf } from '../../../scripts/lib/changed.mjs';

test('documents touch no test', () => {
  expect(reachOf(['README.md', 'docs/testing.md', 'docs/pictures/list.en.light.png'])).toEqual({
    unit: [],
    faults: [],
    views: [],
    e2e: [],
  });
});

test.for(['package.json', 'resources/icon.png', 'scripts/lib/stages.mjs', 'vault/gone.ts', 'playwright.config.ts'])(
  'what imports don’t tell touches everything end to end: %s',
  (file) => expect(reachOf([file]).e2e).toBe('all'),
);

test('a test touches itself only', () => {
  const file = 'test/unit/vault/gate.test.ts';
  const { unit, ...others } = reachOf([file]);
  // Those that find files by themselves are run with anything.
  expect(unit).toContain(file);
  expect(unit).not.toContain('test/unit/vault/keys.test.ts');
  expect(others).toEqual({ faults: [], views: [], e2e: [] });
  expect(reachOf(['test/e2e/quit.spec.ts']).e2e).toEqual(['test/e2e/quit.spec.ts']);
});

test('the vault touches its own tests, those of faults, and each end-to-end test', () => {
  const { unit, faults, views, e2e } = reachOf(['vault/gate.ts']);
  expect(unit).toContain('test/unit/vault/gate.test.ts');
  expect(unit).not.toContain('test/unit/common/recovery-key.test.ts');
  expect(faults).toContain('test/faults/cuts.test.ts');
  expect(views).toEqual([]);
  expect(e2e).toContain('test/e2e/quit.spec.ts');
});

test('a sheet touches the tests that come to it', () => {
  const { unit, faults, views, e2e } = reachOf(['renderer/sheets/use/UseSheet.tsx']);
  expect(unit).not.toContain('test/unit/vault/gate.test.ts');
  expect(faults).toEqual([]);
  expect(views).not.toContain('test/views/accounts-dialogs.spec.ts');
  expect(e2e).toContain('test/e2e/use.spec.ts');
  expect(e2e).not.toContain('test/e2e/quit.spec.ts');
});

test('what each page loads touches every view', () => {
  const { views, e2e } = reachOf(['renderer/design/theme.css']);
  expect(views).toContain('test/views/accounts-dialogs.spec.ts');
  expect(e2e).toContain('test/e2e/quit.spec.ts');
});
