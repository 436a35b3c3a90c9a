/** Turns the bytes of a text file into text, or says why that can't be done without guessing. */

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface DecodedText {
  text: string;
  encoding: CsvEncoding;
}

// Everything below the blank but tab, line feed and carriage return; and DEL.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
// What GB18030 makes of bytes that stand for nothing: private use, or the sign for "no character".
const unassigned = /[\ue000-\uf8ff\ufffd]/;

/** Decodes UTF-8 and UTF-16 (marked, or plain to see), else GB18030 where that reads cleanly. */
export function decodeCsv(bytes: Uint8Array): DecodedText | 'empty' | 'binary' | 'damaged-encoding' {
  if (bytes.byteLength === 0) return 'empty';
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  // Without UTF-16 a zero byte is no text, whatever the rest may be.
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && bytes.includes(0)) return 'binary';
  const decoded = encoding ? read(bytes, encoding) : (read(bytes, 'utf-8') ?? gb18030(bytes));
  if (!decoded) return 'damaged-encoding';
  if (decoded.text.replaceAll('\ufeff', '').trim() === '') return 'empty';
  return isBinary(decoded.text) ? 'binary' : decoded;
}

/** Control characters in the first line, or many. One that strayed into some cell below is for the reader of that cell to judge. */
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

/** Every known header begins with ASCII letters, so UTF-16 without a mark shows in the zeros of its first characters. */
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
