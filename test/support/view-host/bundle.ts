import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const built = resolve(import.meta.dirname, '../../../out/app');

/** Where this run's host stands; each run has one of its own, since another may still go on with its. */
export const hostFolder = () => process.env.KEYFOLD_HOST_BUNDLE ?? '';

/**
 * What the host puts before the built preload script: that reads its boot from the command line, which a page that is
 * loaded anew can't have a new one of.
 */
const beforePreload = `{
  const boot = require('electron').ipcRenderer.sendSync('host:boot');
  process.argv = boot ? [...process.argv, '--keyfold-boot=' + boot] : process.argv;
}
`;

/** Builds the host once for the whole run, before its workers start; the application must have been built before. */
export async function buildHost(): Promise<() => void> {
  const outDir = resolve(built, '../view-host', `run-${process.pid}`);
  process.env.KEYFOLD_HOST_BUNDLE = outDir;
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    // The place of the bundle of main, by which it finds the built pages.
    define: { 'import.meta.dirname': JSON.stringify(resolve(built, 'main')) },
    build: {
      ssr: resolve(import.meta.dirname, 'host.ts'),
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: {
        output: { format: 'cjs', entryFileNames: 'host.cjs', codeSplitting: false },
        external: ['electron'],
      },
    },
    ssr: { noExternal: true, external: ['electron'] },
  });
  const preload = readFileSync(resolve(built, 'preload/index.cjs'), 'utf8');
  writeFileSync(resolve(outDir, 'preload.cjs'), beforePreload + preload);
  return () => rmSync(outDir, { recursive: true, force: true });
}
