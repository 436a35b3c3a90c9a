import type { Clock } from '../base/clock';
import { type Passed, planPassed } from '../session/effects/passed';

/**
 * What a person verified before, and that counts for later releases of one key to programs. Only the verification asks
 * if it counts, and only the desk of the command makes one (the lint holds both).
 */
export interface Standing {
  readonly keyId: string;
}

const counting = new WeakMap<Standing, () => boolean>();

/**
 * Makes one of a verification that was right just now: of a plan that gives this key to a program, and that is not used
 * up yet. It counts until it is ended, or until `until` on the clock that nobody can set.
 */
export function standingBy(passed: Passed, keyId: string, clock: Clock, until: number | null): Standing {
  const { effects } = planPassed(passed);
  const isFor = effects.length > 0 && effects.every((one) => one.effect === 'leave.exec' && one.subject === keyId);
  if (!isFor) throw new Error('standing of another plan');
  return made(keyId, () => until === null || clock.now() < until);
}

/** How long the password that opened the vault counts for a request that waited for it, in milliseconds. */
export const unlockCounts = 60_000;

/** Makes one of the unlock at `at` on the clock, for a key that a program had asked for before. */
export const standingByUnlock = (keyId: string, clock: Clock, at: number): Standing =>
  made(keyId, () => clock.now() - at < unlockCounts);

function made(keyId: string, counts: () => boolean): Standing {
  const standing: Standing = { keyId };
  counting.set(standing, counts);
  return standing;
}

/** From now on it counts for nothing. */
export function endStanding(standing: Standing): void {
  counting.delete(standing);
}

export const stands = (standing: Standing): boolean => counting.get(standing)?.() ?? false;
