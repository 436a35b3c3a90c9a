import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { canChooseKeyring, refuseUnlessSafe } from '../../scripts/lib/systems.mjs';
import { runtimeIn } from './command.mjs';

/** The application as a person has it on the screen, on a home of its own that goes with the tour. */

/** @typedef {import('@playwright/test').ElectronApplication} ElectronApplication */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {'main-view' | 'create' | 'unlock' | 'add' | 'verify' | 'reveal' | 'protect' | 'use' | 'export' | 'import' | 'allow'} View */
/** @typedef {{ theme: 'light' | 'dark', language: 'en' | 'zh-CN' }} Settings */

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Milliseconds that a view or a word on it may take to come. */
export const patience = 20_000;

/** @type {(() => void)[]} */
const cleanUp = [];
process.once('exit', () => {
  for (const act of cleanUp) act();
});

/** A home folder for one run. */
export class Home {
  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyfold-tour-')));
    mkdirSync(this.userData, { recursive: true });
    cleanUp.push(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 }));
  }

  get userData() {
    return join(this.folder, 'Keyfold');
  }

  /** @param {Settings} settings */
  choose(settings) {
    writeFileSync(join(this.userData, 'settings.json'), JSON.stringify(settings));
  }

  /**
   * Puts a file among the person's own, and answers its path.
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }
}

export class Application {
  /** @param {Home} home */
  constructor(home) {
    this.home = home;
    /** What the application wrote to its standard error. */
    this.said = '';
    /** @type {ElectronApplication | null} */
    this.running = null;
  }

  get electron() {
    if (!this.running) throw new Error('Keyfold is not running.');
    return this.running;
  }

  async start() {
    refuseUnlessSafe('The guided tour');
    this.running = await _electron.launch({
      // A test that watches the tour from outside starts Electron through a program of its own.
      ...(process.env.KEYFOLD_TOUR_PROGRAM ? { executablePath: process.env.KEYFOLD_TOUR_PROGRAM } : {}),
      args: ['-r', fileURLToPath(new URL('before-start.cjs', import.meta.url)), root],
      chromiumSandbox: process.getuid?.() !== 0,
      // The driver would choose light by itself; the theme is the application's.
      colorScheme: null,
      cwd: this.home.folder,
      env: {
        ...environment(),
        KEYFOLD_USER_DATA: this.home.userData,
        // The command asks this Keyfold, and no other one of the person's.
        XDG_RUNTIME_DIR: runtimeIn(this.home.folder),
        // Without a keyring of its own the tour leaves the person's alone.
        ...(canChooseKeyring
          ? { KEYFOLD_TOUR_KEYRING: process.env.KEYFOLD_KEYRING === '1' ? 'gnome-libsecret' : 'basic' }
          : {}),
      },
    });
    this.running.process().stderr?.on('data', (chunk) => {
      this.said += chunk;
    });
    // Anything typed from here on would go into the person's own vault.
    const userData = await this.electron.evaluate(({ app }) => app.getPath('userData'));
    if (userData !== this.home.userData) throw new Error(`Keyfold would use ${userData}, so the tour stops.`);
  }

  /**
   * The page of a view; waits for it.
   * @param {View} name
   * @returns {Promise<Page>}
   */
  async view(name) {
    const until = performance.now() + patience;
    for (;;) {
      const page = this.electron.windows().find((each) => !each.isClosed() && each.url() === `app://${name}/`);
      if (page) {
        page.setDefaultTimeout(patience);
        return page;
      }
      if (performance.now() > until) throw new Error(`The view "${name}" did not come.`);
      await pause(25);
    }
  }

  async quit() {
    const { running } = this;
    this.running = null;
    if (!running) return;
    const inTime = await Promise.race([running.close().then(() => true), pause(patience, false, { ref: false })]);
    if (inTime) return;
    running.process().kill('SIGKILL');
    throw new Error('Keyfold was asked to quit and did not.');
  }
}

/**
 * Waits until a view is gone, as it is when its act is over.
 * @param {Page} page
 */
export async function gone(page) {
  if (!page.isClosed()) await page.waitForEvent('close', { timeout: patience });
}

/**
 * Does what ends a view. A click that is answered by the page's end counts as done.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function ending(page, act) {
  await act().catch((/** @type {Error} */ error) => {
    if (!/closed|crashed|detached/i.test(error.message)) throw error;
  });
  await gone(page);
}

function environment() {
  /** @type {Record<string, string>} */
  const known = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) known[name] = value;
  return known;
}
