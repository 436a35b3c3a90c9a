import { timingSafeEqual } from 'node:crypto';

/** Whether two byte strings are the same, in a time that tells nothing of where they differ; their lengths are not hidden. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
