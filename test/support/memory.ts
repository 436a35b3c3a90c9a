import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/**
 * Looks for a text in the memory of a running process, as UTF-8, UTF-16 and base64 of each. Only what the process can
 * write to is looked at: a text that a person typed can stand nowhere else. Linux only, and only for processes that
 * are ours and not sandboxed.
 */

const chunkSize = 8 * 1024 * 1024;

/** How many copies of the text stand in the memory of the process. */
export function copiesInMemory(pid: number, text: string): number {
  const needles = needlesOf(text);
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    let copies = 0;
    for (const { start, end } of writableRanges(pid)) {
      for (let at = start; at < end; at += BigInt(chunkSize)) {
        copies += copiesInChunk(memory, at, end, overlap, needles);
      }
    }
    return copies;
  } finally {
    closeSync(memory);
  }
}

/** The bytes to look for: the text as UTF-8, UTF-16 and base64 of each. */
export function needlesOf(text: string): Buffer[] {
  const plain = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return [...plain, ...plain.flatMap(base64Cores)];
}

/** The characters of base64 that depend on these bytes alone, for each of the three places where they may begin. */
function base64Cores(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(encoded.slice(first, last), 'latin1');
  });
}

interface Range {
  start: bigint;
  end: bigint;
}

function writableRanges(pid: number): Range[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      return match ? [{ start: BigInt(`0x${match[1]}`), end: BigInt(`0x${match[2]}`) }] : [];
    });
}

function copiesInChunk(memory: number, at: bigint, end: bigint, overlap: number, needles: readonly Buffer[]): number {
  const wanted = Number(end - at < BigInt(chunkSize + overlap) ? end - at : BigInt(chunkSize + overlap));
  const buffer = Buffer.allocUnsafeSlow(wanted);
  let length = 0;
  try {
    length = readSync(memory, buffer, 0, wanted, at);
  } catch {
    // The range went away or is a device's: there is nothing to read in it.
    return 0;
  }
  const read = buffer.subarray(0, length);
  let copies = 0;
  for (const needle of needles) {
    // What begins in the overlap is counted with the next chunk.
    for (let found = read.indexOf(needle); found >= 0 && found < chunkSize; found = read.indexOf(needle, found + 1))
      copies += 1;
  }
  return copies;
}
