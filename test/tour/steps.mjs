import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

/** Milliseconds that a step may take on a slow machine. */
const longest = 90_000;

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {(picture: () => Promise<void>) => Promise<void>} act may take the step's picture before its end
 */

/**
 * Plays the steps one after another, each with a progress line and a picture.
 * @param {readonly Step[]} steps
 * @param {(number: number, title: string, failed: boolean) => Promise<void>} takePicture
 * @returns {Promise<string | null>} the title of the step that failed
 */
export async function play(steps, takePicture) {
  const digits = String(steps.length).length;
  for (const [index, { title, act }] of steps.entries()) {
    const number = index + 1;
    process.stdout.write(`[${String(number).padStart(digits)}/${steps.length}] ${title} … `);
    const start = performance.now();
    const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
    let taken = false;
    const picture = async () => {
      taken = true;
      await takePicture(number, title, false);
    };
    try {
      const whole = act(picture).then(() => (taken ? undefined : picture()));
      const late = pause(longest, undefined, { ref: false }).then(() => {
        throw new Error(`The step took longer than ${longest / 1000} s.`);
      });
      await Promise.race([whole, late]);
      console.log(`ok (${seconds()})`);
    } catch (error) {
      console.log(`failed (${seconds()})`);
      console.log(error instanceof Error ? stripVTControlCharacters(error.message) : error);
      // What stood on the screen helps more than any message; where there is nothing left to see, the message must do.
      const last = takePicture(number, title, true).catch(() => undefined);
      await Promise.race([last, pause(5000, undefined, { ref: false })]);
      return title;
    }
  }
  return null;
}
