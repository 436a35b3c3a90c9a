const ascii = /^[\0-\x7f]*$/;

/** Returns a length as the characters of its four bytes. */
const lengthOf = (length: number) =>
  String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
const shortLengths = Array.from({ length: 128 }, (_, length) => lengthOf(length));

/**
 * Writes a list of values as bytes. Each value is written as UTF-8 after its length (4 bytes, big-endian). Two
 * different lists never give the same bytes, as associated data needs it.
 */
export function canonical(...values: readonly (string | number)[]): Buffer {
  let said = '';
  let anyLong = false;
  for (const value of values) {
    const text = String(value);
    const { length } = text;
    said += (shortLengths[length] ?? lengthOf(length)) + text;
    anyLong ||= length >= shortLengths.length;
  }
  // Almost all values are ASCII, where a character is a byte, and this is called several times for each key of an import.
  // A short length is ASCII as well. Of a text of as many bytes as characters, each character is ASCII.
  if (!anyLong) {
    const bytes = Buffer.from(said, 'utf8');
    if (bytes.byteLength === said.length) return bytes;
  } else if (ascii.test(values.join(''))) return Buffer.from(said, 'latin1');
  return Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(String(value), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      return [length, bytes];
    }),
  );
}
