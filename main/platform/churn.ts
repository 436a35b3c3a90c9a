import { setImmediate as breath } from 'node:timers/promises';

/**
 * Overwrites memory of the heap that was freed. V8 doesn't wipe what it gives back, so a value that was put on the
 * clipboard stands there as text until something else takes its place.
 */

/** Milliseconds at a time; less than a frame. */
const slice = 6;

/** Short strings, some 70 bytes each: the young generation is filled many times over. Measured: a tenth of them is too few. */
const strings = 200_000;

let running: Promise<void> | null = null;
let again = false;

/** Resolves when it is done: some 0.4 s of work, in slices that leave the event loop its turns. */
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
  // Kept for a while, so that a collection moves them and can't only forget them.
  let kept: string[] = [];
  for (let index = 0; index < strings; index += 1) {
    kept.push(`${index}-${'x'.repeat(40)}-${index % 7}`);
    if (kept.length >= 50_000) kept = [];
    if (index % 64 !== 0 || performance.now() < until) continue;
    await breath();
    until = performance.now() + slice;
  }
}
