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
    globalSetup: ['test/unit/temporary-files.ts'],
    setupFiles: ['test/unit/light-argon2.ts', 'test/unit/light-scrypt.ts', 'test/support/same-values.ts'],
    // Unasked it leaves a core idle, which on two is half of them.
    maxWorkers: availableParallelism(),
    // SQLite is native: in a process of its own, a crash ends that process and not the run.
    pool: 'forks',
    // To load the vault anew for each file would take as long as its tests. What a test mocks or stubs ends with it.
    isolate: false,
    // Argon2, scrypt and large files take their time on a busy machine; no test here waits for a clock.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
