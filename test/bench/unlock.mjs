import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { makeHome, pause, startApplication } from './application.mjs';
import { memoryOf } from './memory.mjs';

/**
 * Milliseconds from pressing Unlock to the first rows of the list on the screen, with Argon2id measured beside it under
 * the parameters of that vault, and the memory of all processes before and after.
 * @param {string} folder
 * @param {string} password
 * @param {(folder: string) => Promise<void>} fill
 */
export async function timeToRows(folder, password, fill) {
  const home = await makeHome(fill);
  const application = await startApplication(folder, home.path);
  try {
    // Looked into only once everything stands: a view that is still starting may keep DevTools waiting for ever.
    await pause(2500);
    const unlock = await application.view('unlock');
    const locked = memoryOf(application.pid);
    // The main view is made ready as soon as somebody types.
    await unlock.locator('input[type=password]').press('a');
    await pause(1500);
    const main = await application.view('main-view');
    const rows = main.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => {
            if (!document.querySelector('[role=grid] [role=gridcell]')) return requestAnimationFrame(look);
            // The frame that holds the rows is on the screen when the one after it begins.
            requestAnimationFrame(() =>
              requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
            );
          };
          look();
        }),
    );
    const field = unlock.locator('input[type=password]');
    await field.fill(password);
    const pressed = unlock.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('submit', () => resolve(performance.timeOrigin + performance.now()), {
            capture: true,
            once: true,
          });
        }),
    );
    await field.press('Enter');
    const from = Number(await pressed);
    const to = Number(await rows);
    await pause(1500);
    return { total: to - from, locked, unlocked: memoryOf(application.pid) };
  } finally {
    await application.end();
    home.remove();
  }
}

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
