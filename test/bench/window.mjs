import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHome, pause, startApplication } from './application.mjs';
import { seenAfter, timeOfArgon2, unlockedWindow } from './unlock.mjs';

/**
 * What a person waits for in the real window, at several numbers of keys: the first page after the unlock, the list after
 * a click, the rows after each key press in the search, and the dialog that assigns keys.
 */

/** As many keys as there are twice as many identities. Ten have a few. */
const sizes = /** @type {const} */ ([10, 20_000, 100_000]);
/** Typed into the search one after the other. Each changes how many keys are found. */
const typed = ['pay', 'svc-12', '支付', '7', 'q4', 'edge', 'hw-ex'];

/** @typedef {{ page: number[], list: number[], typing: number[], letter: number[], assign: number[] }} Times milliseconds */

/**
 * @param {string} root
 * @param {string} password
 * @param {import('../../vault/base/crypto/kdf').KdfCost} cost
 * @param {(keys: number) => (folder: string) => Promise<void>} seeded
 * @param {number} starts how often it is started with each number of keys
 * @returns {Promise<Map<number, Times>>}
 */
export async function timeWindow(root, password, cost, seeded, starts) {
  const seeds = mkdtempSync(join(tmpdir(), 'keyfold-bench-'));
  const found = new Map();
  try {
    for (const keys of sizes) {
      const seed = join(seeds, String(keys));
      mkdirSync(seed);
      await seeded(keys)(seed);
      /** @type {Times} */
      const times = { page: [], list: [], typing: [], letter: [], assign: [] };
      for (let i = 0; i < starts; i += 1) await timeOnce(root, password, cost, seed, times);
      found.set(keys, times);
      rmSync(seed, { recursive: true, force: true });
    }
  } finally {
    rmSync(seeds, { recursive: true, force: true });
  }
  return found;
}

/** @param {Times} times */
async function timeOnce(root, password, cost, seed, times) {
  const home = await makeHome(async (folder) => cpSync(seed, folder, { recursive: true }));
  const application = await startApplication(root, home.path);
  try {
    const { main, total } = await unlockedWindow(application, password);
    times.page.push(total - (await timeOfArgon2(cost)));
    // The check of the log and the day's backup go on for some time.
    await pause(4000);
    const button = (/** @type {string} */ name) =>
      main.getByRole('navigation').getByRole('button', { name, exact: true });
    times.list.push(await seenAfter(main, 'click', rowSeen, () => button('All keys').click()));
    const search = main.getByRole('searchbox');
    for (const text of typed) {
      for (const [at, sign] of [...text].entries()) {
        const took = await timeToOtherRows(main, () => search.pressSequentially(sign));
        if (Number.isNaN(took)) continue;
        times.typing.push(took);
        if (at === 0) times.letter.push(took);
      }
      await search.fill('');
      await pause(300);
    }
    await button('Alibaba Cloud').click();
    await pause(500);
    const rows = main.locator('[role=row][aria-selected]');
    await rows.nth(0).click();
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    const assign = main.getByRole('button', { name: 'Assign to…' }).first();
    for (let i = 0; i < 3; i += 1) {
      times.assign.push(await seenAfter(main, 'click', '[role=dialog] [type=radio]', () => assign.click()));
      await main.keyboard.press('Escape');
      await pause(300);
    }
  } finally {
    await application.end();
    home.remove();
  }
}

const rowSeen = '[role=grid] [role=gridcell]:not(:empty)';

/**
 * Milliseconds from a key press to the frame that has the rows of another answer; NaN if as many keys are found as before.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} press
 */
async function timeToOtherRows(page, press) {
  const seen = page.evaluate(
    ([row]) =>
      new Promise((resolve) => {
        const count = () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? '0';
        const before = count();
        document.addEventListener(
          // A Chinese sign comes without a key press.
          'beforeinput',
          ({ timeStamp }) => {
            const look = () => {
              if (performance.now() - timeStamp > 3000) return resolve(Number.NaN);
              const isThere = count() !== before && (count() === '1' || document.querySelector(row) !== null);
              if (!isThere) return requestAnimationFrame(look);
              requestAnimationFrame(() => resolve(performance.now() - timeStamp));
            };
            look();
          },
          { capture: true, once: true },
        );
      }),
    [rowSeen],
  );
  await pause(20);
  const [took] = await Promise.all([seen, press()]);
  return Number(took);
}

/** @param {number[]} values @param {number} share */
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** @param {Awaited<ReturnType<typeof timeWindow>>} found */
export function reportWindow(found) {
  console.log('In the window, to the painted frame (milliseconds: median, 95th percentile)');
  const named = /** @type {const} */ ({
    page: 'unlock to the first page, Argon2id left out',
    list: 'a click to the list',
    typing: 'a key press to rows',
    letter: 'the first letter to rows',
    assign: 'Assign opens',
  });
  console.log(`  ${''.padEnd(46)}${[...found.keys()].map((keys) => `${keys} keys`.padStart(16)).join('')}`);
  for (const [name, what] of Object.entries(named)) {
    const cells = [...found.values()].map((times) => {
      const values = times[/** @type {keyof typeof named} */ (name)];
      return `${Math.round(quantile(values, 0.5))}, ${Math.round(quantile(values, 0.95))}`.padStart(16);
    });
    console.log(`  ${what.padEnd(46)}${cells.join('')}`);
  }
}
