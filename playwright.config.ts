import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// On a virtual screen of its own, a worker disturbs no other. Each test starts a whole application of several processes:
// more of them at once than cores only make each other slow.
const side = process.env.KEYFOLD_VIRTUAL_SCREENS === '1' ? Math.min(availableParallelism(), 4) : 1;
const workers = Number(process.env.KEYFOLD_E2E_WORKERS ?? side);

// After a failure Playwright would write down what the page shows, field values and all.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Without the path mapping that names a package's types: here it would be taken for the package.
  tsconfig: 'test/e2e/tsconfig.json',
  workers,
  // Each test is given to whoever is free, so that nobody idles while another has a whole file before it. The tests of one
  // shared application stay together (`sharedKeyfold`).
  fullyParallel: true,
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
