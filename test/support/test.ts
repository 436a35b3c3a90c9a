import { test as base, expect, type TestInfo } from '@playwright/test';
import { startKeyring } from '../../scripts/setup/screen/keyring.mjs';
import { startVirtualScreen } from '../../scripts/setup/screen/virtual-screen.mjs';
import { Keyfold, type StartOptions } from './app';
import { Home } from './home';
import { type StoredKey, storeKeys } from './stored-keys';

export { expect };

interface Fixtures {
  /**
   * Starts an application that lives as long as the test: at its first start, or unlocked with a new vault, or with one
   * that holds exactly these keys.
   */
  start: (options?: StartOptions & { vault?: boolean; keys?: readonly StoredKey[] }) => Promise<Keyfold>;
}

interface WorkerFixtures {
  /**
   * Where the screens are virtual, each worker has one of its own, and a keyring: neither the keyboard nor the clipboard
   * nor the session bus is shared by tests that run side by side.
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
    await use(async ({ vault = false, keys, ...options } = {}) => {
      if (keys) {
        const home = new Home(options.settings);
        homes.push(home);
        await storeKeys(home.vault, keys);
        const keyfold = await Keyfold.start({ ...options, home });
        started.push(keyfold);
        await keyfold.unlock();
        return keyfold;
      }
      const keyfold = await (vault ? Keyfold.startWithVault(options) : Keyfold.start(options));
      started.push(keyfold);
      return keyfold;
    });
    for (const keyfold of started) await afterOne(keyfold, info);
    for (const keyfold of started) await keyfold.remove();
    for (const home of homes) home.remove();
    expect(started.flatMap((keyfold) => keyfold.watch.take())).toEqual([]);
  },
});

/**
 * One application for all tests of a file, unlocked with a new vault. Each test must do with whatever keys the others
 * left. When one fails, the next has a new application.
 */
export function sharedKeyfold(options: StartOptions = {}): () => Keyfold {
  let shared: Keyfold | null = null;
  test.beforeAll(async () => {
    shared = await Keyfold.startWithVault(options);
  });
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a hook's needs from this pattern.
  test.afterEach(async ({}, info) => {
    if (!shared) return;
    await afterOne(shared, info);
    expect(shared.watch.take()).toEqual([]);
  });
  test.afterAll(async () => {
    await shared?.remove();
    shared = null;
  });
  return () => {
    if (!shared) throw new Error('The application has not been started.');
    return shared;
  };
}

/** A picture of every view that stands, where the test failed. */
async function afterOne(keyfold: Keyfold, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus || !keyfold.running) return;
  for (const page of keyfold.app.windows()) {
    const name = new URL(page.url()).host;
    const path = info.outputPath(`${name}.png`);
    await page.screenshot({ path, timeout: 3000 }).catch(() => null);
  }
  if (keyfold.watch.output)
    await info.attach('standard error', { body: keyfold.watch.output, contentType: 'text/plain' });
}
