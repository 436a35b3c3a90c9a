import { defineConfig } from '@playwright/test';

// Each test starts a whole application, so more of them at once only helps where there are cores to spare.
const workers = Number(process.env.KEYFOLD_E2E_WORKERS ?? 1);

// After a failure Playwright would write down what the page shows, field values and all.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Without the path mapping that names a package's types: here it would be taken for the package.
  tsconfig: 'test/e2e/tsconfig.json',
  workers,
  fullyParallel: false,
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['line'],
    // scripts/test.mjs counts from this file.
    ['json', { outputFile: 'out/test/e2e.json' }],
  ],
  use: {
    // Traces, videos and automatic pictures would keep what was typed and shown: passwords and secrets.
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
});
