import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeHome, pause, startApplication } from './application.mjs';

const marks = fileURLToPath(new URL('marks.cjs', import.meta.url));

/** The steps of a start in their order, with what they are called in the report. `marks.cjs` notes those of main. */
export const steps = /** @type {const} */ ({
  main: 'Electron runs the first script',
  mainRan: "main's code has run",
  ready: 'Electron is ready',
  view: 'the first page is made',
  window: 'the window is made',
  started: 'main is free again',
  asked: 'the page is asked for',
  page: 'the page is there',
  parsed: 'the page is read',
  script: 'its script has run',
  first: 'first paint',
  field: 'field ready',
  vault: 'the vault process is forked',
});

/**
 * Milliseconds from the spawn to each step of a start, up to the first paint and the ready field of the page whose
 * address holds `view`. The page's own clock is used, read long after, so that looking disturbs nothing. The bare window
 * doesn't take every step, and its field is its paint.
 * @param {string} folder
 * @param {string} view
 * @param {(folder: string) => Promise<void>} [fill]
 * @returns {Promise<Partial<Record<keyof typeof steps, number>>>}
 */
export async function timeToPaint(folder, view, fill) {
  const home = await makeHome(fill);
  const notes = join(home.path, 'marks.json');
  const application = await startApplication(folder, home.path, { script: marks, notes });
  /** @type {Record<string, number>} */
  let ofPage = {};
  try {
    await pause(1500);
    const page = await application.view(view);
    ofPage = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
      // The lock screen says when its field stands there to be typed into; the floor has nothing more than its paint.
      const field = performance.getEntriesByName('keyfold:ready')[0]?.startTime ?? paint;
      const { responseEnd = 0, domInteractive = 0, domContentLoadedEventEnd = 0 } = navigation ?? {};
      const times = {
        page: responseEnd,
        parsed: domInteractive,
        script: domContentLoadedEventEnd,
        first: paint,
        field,
      };
      return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, performance.timeOrigin + time]));
    });
  } finally {
    await application.end();
  }
  const ofMain = JSON.parse(readFileSync(notes, 'utf8'));
  home.remove();
  return Object.fromEntries(
    Object.entries({ ...ofMain, ...ofPage }).map(([name, time]) => [name, time - application.startedAt]),
  );
}
