import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const built = resolve(import.meta.dirname, '../../../out/app');

/** Returns the folder of this run's host. Each run has its own, because another run may still use its host. */
export const hostFolder = () => process.env.KEYFOLD_HOST_BUNDLE ?? '';

/**
 * What the host puts before the built preload script. That script reads its boot from the command line, and a page that
 * is loaded again can't get a new command line.
 */
const beforePreload = `{
  const boot = require('electron').ipcRenderer.sendSync('host:boot');
  process.argv = boot ? [...process.argv, '--keyfold-boot=' + boot] : process.argv;
}
`;

/** Builds the host once for the whole run, before its workers start. The application must be built before. */
export async function buildHost(): Promise<() => void> {
  const outDir = resolve(built, '../view-host', `run-${process.pid}`);
  process.env.KEYFOLD_HOST_BUNDLE = outDir;
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    // The folder of main's bundle. Main finds the built pages by it.
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
