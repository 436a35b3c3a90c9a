import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { canChooseKeyring, isWindows, refuseUnlessSafe } from '../../scripts/lib/systems.mjs';

/**
 * Starts an application as a person does, without a driver, and looks into it over DevTools afterwards. Playwright's
 * own launcher would delay the start until it is attached.
 */

/**
 * @typedef {object} Running
 * @property {number} pid the main process
 * @property {number} startedAt milliseconds since the epoch, when it was spawned
 * @property {(name: string) => Promise<import('@playwright/test').Page>} view the page whose address has this host, once it is there
 * @property {() => Promise<void>} end
 */

const ownFolder = fileURLToPath(new URL('../support/own-folder.cjs', import.meta.url));

/** @param {string} home */
const userDataIn = (home) => join(home, 'Keyfold');

/**
 * A home of its own for one run, with whatever `fill` puts into its Keyfold folder.
 * @param {(folder: string) => Promise<void>} [fill]
 */
export async function makeHome(fill) {
  const home = mkdtempSync(join(tmpdir(), 'keyfold-bench-'));
  // The vault's folder is made by the vault, in a folder that has to be there.
  mkdirSync(userDataIn(home), { mode: 0o700 });
  await fill?.(userDataIn(home));
  return { path: home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/**
 * @param {string} folder the application's folder
 * @param {string} home
 * @param {{ script: string, notes: string } | null} [watch] a script that main loads first, and the file it writes
 * @returns {Promise<Running>}
 */
export async function startApplication(folder, home, watch = null) {
  const binary = await electronBinary();
  refuseUnlessSafe('The bench');
  const root = process.getuid?.() === 0;
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(
    binary,
    [
      ...['-r', ownFolder],
      ...(watch ? ['-r', watch.script] : []),
      ...(root ? ['--no-sandbox'] : []),
      ...(canChooseKeyring ? ['--password-store=gnome-libsecret'] : []),
      '--remote-debugging-port=0',
      folder,
    ],
    {
      env: {
        ...process.env,
        KEYFOLD_STEADY_COST: 'usual',
        KEYFOLD_USER_DATA: userDataIn(home),
        KEYFOLD_BENCH_MARKS: watch?.notes,
        XDG_CONFIG_HOME: home,
        HOME: home,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
      const found = /ws:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the application ended with code ${code} before it was up`)));
  });
  /** @type {import('@playwright/test').Browser | null} */
  let browser = null;
  return {
    pid: child.pid ?? 0,
    startedAt,
    async view(name) {
      browser ??= await chromium.connectOverCDP(/** @type {string} */ (address));
      for (;;) {
        const page = browser
          .contexts()
          .flatMap((context) => context.pages())
          .find((candidate) => candidate.url().includes(name));
        if (page) return page;
        await pause(20);
      }
    },
    async end() {
      child.kill('SIGTERM');
      await exited;
      // This is not done earlier, and not awaited: it would wait half a minute for an application that goes on.
      void browser?.close();
    },
  };
}

export async function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return join(override, isWindows ? 'electron.exe' : 'electron');
  return /** @type {string} */ (/** @type {unknown} */ ((await import('electron')).default));
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
