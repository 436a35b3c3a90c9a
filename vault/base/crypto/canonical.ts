/**
 * Writes a list of values as bytes. Each value is written as UTF-8 after its length (4 bytes, big-endian). Two
 * different lists never give the same bytes, as associated data needs it.
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
