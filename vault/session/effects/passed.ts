import type { Plan } from './plan';

declare const verified: unique symbol;

/**
 * A plan whose verification was right, or that needs none. Only the verification makes one (the lint holds that), and it
 * can be used once. Without it nothing can be changed, and nothing can leave.
 */
export interface Passed {
  readonly plan: Plan;
  readonly [verified]: true;
}

const unused = new WeakSet<Passed>();

/** Called by the verification alone. */
export function letPass(plan: Plan): Passed {
  const passed = { plan } as Passed;
  unused.add(passed);
  return passed;
}

/** Returns its plan. Throws if it was used up before. */
export function planPassed(passed: Passed): Plan {
  if (!unused.has(passed)) throw new Error('plan not passed');
  return passed.plan;
}

/** Called when its plan has been done. */
export function spend(passed: Passed): void {
  planPassed(passed);
  unused.delete(passed);
}
