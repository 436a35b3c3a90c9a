const ascii = /^[\0-\x7f]*$/;

/**
 * Writes a list of values as bytes. Each value is written as UTF-8 after its length (4 bytes, big-endian). Two
 * different lists never give the same bytes, as associated data needs it.
 */
export function canonical(...values: readonly (string | number)[]): Buffer {
  let all = '';
  let said = '';
  for (const value of values) {
    const text = String(value);
    const { length } = text;
    all += text;
    said += String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff) + text;
  }
  // Almost all values are ASCII, where a character is a byte, and this is called several times for each key of an import.
  if (ascii.test(all)) return Buffer.from(said, 'latin1');
  return Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(String(value), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      return [length, bytes];
    }),
  );
}
