import { test as base, expect, type TestInfo } from '@playwright/test';
import { startKeyring } from '../../scripts/setup/screen/keyring.mjs';
import { startVirtualScreen } from '../../scripts/setup/screen/virtual-screen.mjs';
import { Keyfold, type StartOptions } from './app';
import { masterPassword } from './fake-keys';
import { Home } from './home';
import { copyVault, type StoredKey } from './stored-keys';

export { expect };

interface Fixtures {
  /**
   * Starts an application that lives as long as the test. It is at its first start, or is unlocked with a vault that is
   * empty or holds exactly these keys. `created`: with a vault that was made in this application, as at a person's
   * first start. The test begins at the list, or at the page that comes after unlocking (`overview`).
   */
  start: (
    options?: StartOptions & { vault?: boolean | 'created'; keys?: readonly StoredKey[]; page?: 'overview' },
  ) => Promise<Keyfold>;
}

interface WorkerFixtures {
  /**
   * If the screens are virtual, each worker has a screen and a keyring of its own. Tests that run side by side then
   * share neither the keyboard nor the clipboard nor the session bus.
   */
  surroundings: undefined;
}

/** Tests that start applications of their own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  surroundings: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      if (process.env.KEYFOLD_VIRTUAL_SCREENS !== '1') return use(undefined);
      const screen = await startVirtualScreen();
      const keyring = await startKeyring();
      for (const [name, value] of Object.entries({ ...screen.env, ...keyring.env })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await use(undefined);
      keyring.stop();
      screen.stop();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  start: async ({}, use, info) => {
    const started: Keyfold[] = [];
    const homes: Home[] = [];
    await use(async ({ vault = false, keys, page, ...options } = {}) => {
      const stored = keys ?? (vault === true ? [] : null);
      const home = options.home ?? new Home(options.settings);
      if (!options.home) homes.push(home);
      if (stored) await copyVault(home.vault, stored);
      const keyfold = await Keyfold.start({ ...options, home });
      started.push(keyfold);
      if (stored) await keyfold.unlock(masterPassword, page);
      else if (vault === 'created') await keyfold.createVault();
      return keyfold;
    });
    for (const keyfold of started) await afterOne(keyfold, info);
    for (const keyfold of started) await keyfold.remove();
    for (const home of homes) home.remove();
    expect(started.flatMap((keyfold) => keyfold.watch.take())).toEqual([]);
  },
});

const emptyVault = (folder: string) => copyVault(folder, []);

/**
 * One application for all tests of a file, unlocked with a vault that `makeVault` puts into this folder. A test must
 * work with any keys that the other tests have left. If a test fails, the next one has a new application.
 */
export function sharedKeyfold(options: StartOptions = {}, makeVault = emptyVault): () => Keyfold {
  let shared: Keyfold | null = null;
  // The tests run one after another in one worker. In other files, every test goes to the next free worker.
  test.describe.configure({ mode: 'default' });
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const home = new Home(options.settings);
    await makeVault(home.vault);
    shared = await Keyfold.start({ ...options, home });
    await shared.unlock();
  });
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a hook's needs from this pattern.
  test.afterEach(async ({}, info) => {
    if (!shared) return;
    await afterOne(shared, info);
    expect(shared.watch.take()).toEqual([]);
  });
  test.afterAll(async () => {
    await shared?.remove();
    shared?.home.remove();
    shared = null;
  });
  return () => {
    if (!shared) throw new Error('The application has not been started.');
    return shared;
  };
}

/** Takes a picture of every open view, if the test has failed. */
async function afterOne(keyfold: Keyfold, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus || !keyfold.running) return;
  for (const page of keyfold.app.windows()) {
    const name = URL.canParse(page.url()) ? new URL(page.url()).host : 'new';
    const path = info.outputPath(`${name}.png`);
    await page.screenshot({ path, timeout: 3000 }).catch(() => null);
  }
  if (keyfold.watch.output)
    await info.attach('standard error', { body: keyfold.watch.output, contentType: 'text/plain' });
}
