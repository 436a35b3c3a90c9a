import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { contract } from './common/contract';
import { operationTable } from './common/contract/table';

export default defineConfig({
  // The same data that the build puts into the preload script.
  define: { __OPERATIONS__: JSON.stringify(operationTable(contract)) },
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['test/unit/light-argon2.ts'],
    // Unasked it leaves a core idle, which on two is half of them.
    maxWorkers: availableParallelism(),
    // SQLite is native: in a process of its own, a crash names the test file and not the whole run.
    pool: 'forks',
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
