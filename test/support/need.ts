import { TestRunner } from 'vitest';
import { skipReasons } from '../../scripts/lib/systems.mjs';
import { type Feature, has } from './systems';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was skipped; the run counts by it. */
    skipped?: string;
  }
}

/** Skips the Vitest test that calls it, with the reason, unless the system has all of these. */
export function need(...features: Feature[]): void {
  const missing = features.find((feature) => !has(feature));
  if (missing !== undefined) skipWithout(missing);
}

/** Skips the Vitest test that calls it, because the test itself found out that this is missing. */
export function skipWithout(feature: Feature): never {
  const reason = skipReasons[feature];
  const running = TestRunner.getCurrentTest();
  if (!running) throw new Error('Only a running test can be skipped.');
  running.meta.skipped = reason;
  return running.context.skip(reason);
}
