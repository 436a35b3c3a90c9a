/**
 * Writes a list of values as bytes. Each value is written as UTF-8 after its length (4 bytes, big-endian). Two
 * different lists never give the same bytes, as associated data needs it.
 */
export function canonical(...values: readonly (string | number)[]): Buffer {
  const texts = values.map((value) => {
    const text = String(value);
    return { text, length: Buffer.byteLength(text, 'utf8') };
  });
  // One buffer for all of them: this is called several times for each key of an import.
  const bytes = Buffer.alloc(texts.reduce((sum, { length }) => sum + 4 + length, 0));
  let at = 0;
  for (const { text, length } of texts) {
    at = bytes.writeUInt32BE(length, at);
    at += bytes.write(text, at, 'utf8');
  }
  return bytes;
}
