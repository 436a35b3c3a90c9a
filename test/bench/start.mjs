import { makeHome, pause, startApplication } from './application.mjs';

/**
 * Milliseconds from the spawn to the first contentful paint of the page whose address holds `view`. The page's own
 * clock is used, read long after, so that looking disturbs nothing.
 * @param {string} folder
 * @param {string} view
 * @param {(folder: string) => Promise<void>} [fill]
 */
export async function timeToPaint(folder, view, fill) {
  const home = await makeHome(fill);
  const application = await startApplication(folder, home.path);
  try {
    await pause(1500);
    const page = await application.view(view);
    const painted = await page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      // The lock screen says when its field stands there to be typed into; the floor has nothing more than its paint.
      const ready = performance.getEntriesByName('keyfold:ready')[0];
      const first = paint ? performance.timeOrigin + paint.startTime : Number.NaN;
      return { first, ready: ready ? performance.timeOrigin + ready.startTime : first };
    });
    return { first: painted.first - application.startedAt, ready: painted.ready - application.startedAt };
  } finally {
    await application.end();
    home.remove();
  }
}
