import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { contract } from './common/contract';
import { operationTable } from './common/contract/table';
import { sheets } from './common/views';
import { chunkOf } from './scripts/lib/chunks.mjs';
import { leftOut } from './scripts/lib/left-out.mjs';
import { nativePackages } from './scripts/lib/native.mjs';

// The application runs on the Electron it ships with and on the older one that tests may use, so the targets are the
// older one's; electron-vite would take them from the installed package.
const nodeTarget = 'node20';
const browserTarget = 'chrome130';

/** The chunks of the lock screen. The pages' own entries are in none: each of them runs when it is loaded. */
const lockScreen = [
  chunkOf('lock-screen', ['unlock']),
  // The others have what they need beyond that in a second file.
  chunkOf('lock-screens', ['create', 'restore', 'rescue']),
];

export default defineConfig({
  main: {
    plugins: [leftOut()],
    build: {
      target: nodeTarget,
      outDir: 'out/app/main',
      // CommonJS and minified: measured, it starts some 30 ms sooner than the same code as ES modules.
      minify: true,
      // For the log of failures, which names places in the sources. No code names the maps, and they hold no source.
      sourcemap: 'hidden',
      // Bundled, so that a start reads a handful of files; only the native modules stay outside (`external` below).
      externalizeDeps: false,
      rollupOptions: {
        // The vault process has an entry of its own, bundled apart: main/vault/process.ts names it by `?modulePath`.
        input: { index: resolve('main/index.ts') },
        external: nativePackages,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          sourcemapExcludeSources: true,
        },
      },
    },
  },
  preload: {
    // Sandboxed preloads can't require: the names of the operations come in as data, without the schemas.
    define: { __OPERATIONS__: JSON.stringify(operationTable(contract)) },
    build: {
      target: nodeTarget,
      outDir: 'out/app/preload',
      minify: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwindcss()],
    build: {
      target: browserTarget,
      minify: true,
      outDir: resolve('out/app/renderer'),
      // Everything is a file of its own: the content security policy allows no data: and no inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: Object.fromEntries([
          ['main-view', resolve('renderer/main-view/index.html')],
          ...sheets.map((sheet) => [sheet, resolve(`renderer/sheets/${sheet}/index.html`)]),
        ]),
        output: { codeSplitting: { groups: lockScreen } },
      },
    },
  },
});
