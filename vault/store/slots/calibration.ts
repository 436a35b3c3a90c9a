import { totalmem } from 'node:os';
import { costForNewPassword, type KdfCost, kdfBounds } from '../../base/crypto/kdf';
import { makePasswordSlot, type SlotsHead, type VaultKeys } from './slots';
import type { PasswordSlot } from './slots-format';

/**
 * Finds what a master password should cost on this machine, so that it takes half a second to one second. Every
 * derivation is also a measurement, so nothing is derived only to measure. The derivation of an unlock shows if the
 * password could cost more. A new password is tried at the lowest cost first.
 */
export interface KdfCosts {
  /** The lowest cost for a new password. */
  first: KdfCost;
  /**
   * Returns the better cost for a password that took so many milliseconds at this cost. Returns `null` if it should not
   * cost more. The result is never lower in memory, passes or lanes.
   */
  better(cost: KdfCost, milliseconds: number): KdfCost | null;
}

/** In milliseconds. If a derivation takes less than `least`, it may cost more, and should then take `aim`. */
const least = 500;
const aim = 750;
/** Above this, more memory would only disturb other programs. Then the number of passes grows. */
const mostMemoryKiB = 1024 * 1024;
/** The share of the machine's memory that an unlock may take. */
const share = 1 / 8;

/** Returns costs that are measured on this machine. `memory` is the size of its memory in bytes. */
export function measuredCosts(memory: number = totalmem()): KdfCosts {
  const ceiling = Math.min(mostMemoryKiB, Math.floor((memory * share) / 1024));
  return {
    first: costForNewPassword(memory),
    better(cost, milliseconds) {
      if (milliseconds >= least) return null;
      // A clock that shows no time at all must not lead to the highest cost.
      let factor = Math.min(16, aim / Math.max(1, milliseconds));
      let { memoryKiB } = cost;
      for (; factor >= 2 && memoryKiB * 2 <= ceiling; factor /= 2) memoryKiB *= 2;
      const passes = Math.min(kdfBounds.passes.most, Math.max(cost.passes, Math.floor(cost.passes * factor)));
      const better = { ...cost, memoryKiB, passes };
      return memoryKiB === cost.memoryKiB && passes === cost.passes ? null : better;
    },
  };
}

/** Returns the same cost on every machine, for tests. */
export function fixedCosts(cost: KdfCost): KdfCosts {
  return { first: cost, better: () => null };
}

/** Makes a slot for a new master password (UTF-8, NFC), at the cost that suits the machine. */
export async function makeMeasuredSlot(
  head: SlotsHead,
  keys: VaultKeys,
  password: Uint8Array,
  costs: KdfCosts,
): Promise<PasswordSlot> {
  const started = performance.now();
  const slot = await makePasswordSlot(head, keys, password, costs.first);
  const better = costs.better(costs.first, performance.now() - started);
  return better ? makePasswordSlot(head, keys, password, better) : slot;
}
