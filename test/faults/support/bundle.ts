import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The child's bundle. */
    childEntry: string;
  }
}

/** Not bundled: what comes with a native module. */
const native = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'];

/**
 * Builds the child once for the whole run, as vitest's global set-up: the vault's own sources and the acts. Each run
 * has a bundle of its own, since another one may still go on with its.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const outDir = resolve('out', 'faults', `run-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve('test/faults/child/index.ts'),
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: {
        output: { format: 'es', entryFileNames: 'child.mjs', codeSplitting: false },
        external: native,
      },
    },
    ssr: { noExternal: true, external: native },
  });
  project.provide('childEntry', resolve(outDir, 'child.mjs'));
  return () => rmSync(outDir, { recursive: true, force: true });
}
