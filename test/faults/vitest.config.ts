import { defineConfig } from 'vitest/config';

/** The tests of faults: children that are killed, starved and misused. `npm test -- --faults` runs them alone. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/faults/support/bundle.ts'],
    setupFiles: ['test/support/same-values.ts'],
    environment: 'node',
    pool: 'forks',
    // Each file runs children of its own beside it, two at most.
    maxWorkers: 2,
    restoreMocks: true,
    // The long sweeps take as long as they take; a child that hangs is ended by its own limit.
    testTimeout: process.env.KEYFOLD_LONG ? 6 * 60 * 60_000 : 10 * 60_000,
    hookTimeout: 10 * 60_000,
  },
});
