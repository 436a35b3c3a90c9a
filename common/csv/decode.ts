/** Turns the bytes of a text file into text, or says why this is not possible without guessing. */

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface DecodedText {
  text: string;
  encoding: CsvEncoding;
}

// All control characters except tab, line feed and carriage return.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
// What the GB18030 decoder returns for unassigned bytes: private use characters, or the replacement character.
const unassigned = /[\ue000-\uf8ff\ufffd]/;

/**
 * Decodes UTF-8 and UTF-16 (with a byte order mark, or clearly recognised without one), else GB18030 if it reads
 * without errors.
 */
export function decodeCsv(bytes: Uint8Array): DecodedText | 'empty' | 'binary' | 'damaged-encoding' {
  if (bytes.byteLength === 0) return 'empty';
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  // Only in UTF-16 can a text have zero bytes.
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && bytes.includes(0)) return 'binary';
  const decoded = encoding ? read(bytes, encoding) : (read(bytes, 'utf-8') ?? gb18030(bytes));
  if (!decoded) return 'damaged-encoding';
  if (decoded.text.replaceAll('\ufeff', '').trim() === '') return 'empty';
  return isBinary(decoded.text) ? 'binary' : decoded;
}

/**
 * Returns whether the text has a control character in its first line, or many of them anywhere. A single one in a cell
 * further down is left to the reader of that cell.
 */
function isBinary(text: string): boolean {
  const firstLine = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  let left = firstLine.search(controls) >= 0 ? 0 : Math.floor(text.length / 100);
  for (const _ of text.matchAll(controls)) {
    if (left === 0) return true;
    left -= 1;
  }
  return false;
}

function markedEncoding([first, second, third]: Uint8Array): CsvEncoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/**
 * Recognises UTF-16 without a byte order mark. Every known header begins with ASCII letters, so every second byte at
 * the start is zero.
 */
function unmarkedUtf16(bytes: Uint8Array): CsvEncoding | null {
  const [a, b, c, d] = bytes;
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  return a === 0 && b && c === 0 && d ? 'utf-16be' : null;
}

function gb18030(bytes: Uint8Array): DecodedText | null {
  const decoded = read(bytes, 'gb18030');
  return decoded && !unassigned.test(decoded.text) ? decoded : null;
}

function read(bytes: Uint8Array, encoding: CsvEncoding): DecodedText | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}
