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

/** Uses it up and returns its plan. */
export function spend(passed: Passed): Plan {
  if (!unused.delete(passed)) throw new Error('plan not passed');
  return passed.plan;
}
