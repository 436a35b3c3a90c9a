/**
 * Bytes that stand for a list of values in exactly one way: each as UTF-8 behind its length (4 bytes, big-endian). No
 * two different lists give the same bytes, which associated data must promise.
 */
export function canonical(...values: readonly (string | number)[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(String(value), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      return [length, bytes];
    }),
  );
}
