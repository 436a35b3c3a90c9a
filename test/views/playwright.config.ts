import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import endToEnd from '../../playwright.config';

const root = resolve(import.meta.dirname, '../..');

/** The view layer: the real page of each view over answers that the test gives. `npm test -- --views` runs it alone. */
export default defineConfig({
  ...endToEnd,
  testDir: '.',
  outputDir: resolve(root, 'test-results/views'),
  tsconfig: resolve(root, 'test/e2e/tsconfig.json'),
  globalSetup: resolve(root, 'test/views/global-setup.ts'),
  // Every test opens its page anew, so any of them can run beside any other.
  fullyParallel: true,
  timeout: 20_000,
  expect: { timeout: 5000 },
  reporter: [['line'], ['json', { outputFile: resolve(root, 'out/test/views.json') }]],
});
