import { totalmem } from 'node:os';
import { costForNewPassword, type KdfCost, kdfBounds } from '../../base/crypto/kdf';
import { makePasswordSlot, type SlotsHead, type VaultKeys } from './slots';
import type { PasswordSlot } from './slots-format';

/**
 * What a master password is to cost on this machine: half a second to one. Every derivation is a measurement, so nothing
 * is derived only to measure: the one of an unlock says whether the password could cost more, and a new password is
 * tried at the least cost first.
 */
export interface KdfCosts {
  /** The least for a new password. */
  first: KdfCost;
  /**
   * What a password should cost that took so many milliseconds at this cost; `null`: no more than that. Never less in
   * memory, passes or lanes.
   */
  better(cost: KdfCost, milliseconds: number): KdfCost | null;
}

/** Milliseconds: what takes less could cost more, and what it is then to take. */
const least = 500;
const aim = 750;
/** Past this, more memory would only be in the way of other programs; then there are more passes. */
const mostMemoryKiB = 1024 * 1024;
/** The part of the machine's memory that an unlock may take. */
const share = 1 / 8;

/** Costs measured on this machine, which has so many bytes of memory. */
export function measuredCosts(memory: number = totalmem()): KdfCosts {
  const ceiling = Math.min(mostMemoryKiB, Math.floor((memory * share) / 1024));
  return {
    first: costForNewPassword(memory),
    better(cost, milliseconds) {
      if (milliseconds >= least) return null;
      // A clock that shows nothing at all must not ask for the ceiling.
      let factor = Math.min(16, aim / Math.max(1, milliseconds));
      let { memoryKiB } = cost;
      for (; factor >= 2 && memoryKiB * 2 <= ceiling; factor /= 2) memoryKiB *= 2;
      const passes = Math.min(kdfBounds.passes.most, Math.max(cost.passes, Math.floor(cost.passes * factor)));
      const better = { ...cost, memoryKiB, passes };
      return memoryKiB === cost.memoryKiB && passes === cost.passes ? null : better;
    },
  };
}

/** One cost whatever the machine, for tests. */
export function fixedCosts(cost: KdfCost): KdfCosts {
  return { first: cost, better: () => null };
}

/** A slot for a new master password (UTF-8, NFC), at the cost that suits the machine. */
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
