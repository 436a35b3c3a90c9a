import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { makeHome, pause, startApplication } from './application.mjs';
import { memoryOf } from './memory.mjs';

/**
 * Milliseconds from pressing Unlock to the first page on the screen, and the memory of all processes before and after.
 * @param {string} folder
 * @param {string} password
 * @param {(folder: string) => Promise<void>} fill
 */
export async function timeToPage(folder, password, fill) {
  const home = await makeHome(fill);
  const application = await startApplication(folder, home.path);
  try {
    const { total, locked } = await unlockedWindow(application, password);
    await pause(1500);
    return { total, locked, unlocked: memoryOf(application.pid) };
  } finally {
    await application.end();
    home.remove();
  }
}

/** The overview has its numbers. */
const pageSeen = 'main .animate-appear';

/**
 * Unlocks an application that was started, and returns its window, how long the first page took, and the memory before.
 * @param {import('./application.mjs').Running} application
 * @param {string} password
 */
export async function unlockedWindow(application, password) {
  // Looked into only once everything stands: a view that is still starting may keep DevTools waiting for ever.
  await pause(2500);
  const unlock = await application.view('unlock');
  const locked = memoryOf(application.pid);
  // The main view is made ready as soon as somebody types.
  await unlock.locator('input[type=password]').press('a');
  await pause(1500);
  const main = await application.view('main-view');
  const seen = main.evaluate(seenAt, pageSeen);
  const field = unlock.locator('input[type=password]');
  await field.fill(password);
  const pressed = unlock.evaluate(happensAt, 'submit');
  await field.press('Enter');
  const from = Number(await pressed);
  return { main, locked, total: Number(await seen) - from };
}

/**
 * Milliseconds from an event to the frame that has an element.
 * @param {import('@playwright/test').Page} page
 * @param {string} event
 * @param {string} selector
 * @param {() => Promise<void>} act what makes the event
 */
export async function seenAfter(page, event, selector, act) {
  const from = page.evaluate(happensAt, event);
  await pause(50);
  await act();
  const began = Number(await from);
  return Number(await page.evaluate(seenAt, selector)) - began;
}

/** Runs in a page. @param {string} event */
const happensAt = (event) =>
  new Promise((resolve) => {
    const happened = () => resolve(performance.timeOrigin + performance.now());
    document.addEventListener(event, happened, { capture: true, once: true });
  });

/** Runs in a page. @param {string} selector */
const seenAt = (selector) =>
  new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look);
      // The frame that holds it is on the screen when the one after it begins.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
    };
    look();
  });

/** Milliseconds of one Argon2id with these parameters (memory in KiB), as the vault process runs it. */
export async function timeOfArgon2({ memoryKiB, passes, lanes }) {
  const salt = randomBytes(16);
  const start = performance.now();
  await hashRaw('a password of the bench', {
    algorithm: 2,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    salt,
  });
  return performance.now() - start;
}
