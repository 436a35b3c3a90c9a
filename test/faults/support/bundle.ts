import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { nativePackages } from '../../../scripts/lib/native.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The child's bundle. */
    childEntry: string;
  }
}

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
        external: nativePackages,
      },
    },
    ssr: { noExternal: true, external: nativePackages },
  });
  project.provide('childEntry', resolve(outDir, 'child.mjs'));
  return () => rmSync(outDir, { recursive: true, force: true });
}
