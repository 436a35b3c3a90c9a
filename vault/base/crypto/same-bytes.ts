import { timingSafeEqual } from 'node:crypto';

/**
 * Returns whether two byte strings are the same. The time it takes doesn't show where they differ. Their lengths are
 * not hidden.
 */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
