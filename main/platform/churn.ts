import { setImmediate as breath } from 'node:timers/promises';

/**
 * Overwrites freed memory of the heap. V8 doesn't wipe what it frees, so a value that was put on the clipboard stays in
 * memory as text until something else takes its place.
 */

/** Milliseconds of work at a time; less than a frame. */
const slice = 6;

/**
 * Number of short strings, of some 70 bytes each. They fill the young generation many times over. Measured: a tenth of
 * them is too few.
 */
const strings = 200_000;

let running: Promise<void> | null = null;
let again = false;

/**
 * Resolves when the memory is overwritten, after some 0.4 s of work. The work is cut in slices, so that the event loop
 * gets its turns.
 */
export function churn(): Promise<void> {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      await fill();
    }
    running = null;
  })();
  return running;
}

async function fill(): Promise<void> {
  let until = performance.now() + slice;
  // They are kept for some time, so that the garbage collector has to move them and can't just forget them.
  let kept: string[] = [];
  for (let index = 0; index < strings; index += 1) {
    kept.push(`${index}-${'x'.repeat(40)}-${index % 7}`);
    if (kept.length >= 50_000) kept = [];
    if (index % 64 !== 0 || performance.now() < until) continue;
    await breath();
    until = performance.now() + slice;
  }
}
