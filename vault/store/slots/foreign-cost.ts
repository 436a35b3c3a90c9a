import { fail } from '../../../common/errors';
import type { KdfCost } from '../../base/crypto/kdf';

/**
 * The most that the password of somebody else's vault may cost: so much memory, and so much of it gone through.
 * Keyfold's own costs take a second, and this takes some seconds. The slots of this machine's vault may ask for more.
 */
const mostMemoryKiB = 1024 * 1024;
const mostKiBPassed = 10 * mostMemoryKiB;

/** Errors: `backup-costly`. */
export function refuseCostly(cost: KdfCost): void {
  if (cost.memoryKiB > mostMemoryKiB || cost.memoryKiB * cost.passes > mostKiBPassed) fail('backup-costly', {});
}
