import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { test } from '@playwright/test';
import { isAlive } from './processes';
import { without } from './systems';

/**
 * Looks for texts in the memory of a running process: as UTF-8, as UTF-16, and as base64 and hex of each. Only memory
 * that the process can write to is searched, because a text that a person typed can be nowhere else. It works only for
 * processes that are ours and not sandboxed. The test is skipped without /proc.
 */

const chunkSize = 8 * 1024 * 1024;
const pageSize = 4096;

/** Returns how many copies of the text are in the memory of the process, which must be running. */
export function copiesInMemory(pid: number, text: string): number {
  return copiesOfEach(pid, { text }).text ?? 0;
}

/**
 * Returns how many copies of each text are in the memory of the process, by the names of the texts. A process that has
 * ended meanwhile has none. Any other failure to read it is an error.
 */
export function copiesOfEach(pid: number, texts: Readonly<Record<string, string>>): Record<string, number> {
  test.skip(...without('proc'));
  try {
    return search(pid, texts);
  } catch (error) {
    if (isAlive(pid)) throw error;
    return Object.fromEntries(Object.keys(texts).map((name) => [name, 0]));
  }
}

function search(pid: number, texts: Readonly<Record<string, string>>): Record<string, number> {
  const wanted = Object.entries(texts).map(([name, text]) => ({ name, needles: needlesOf(text), copies: 0 }));
  const longest = Math.max(...wanted.flatMap(({ needles }) => needles.map((needle) => needle.length)));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const { start, end } of writableRanges(pid)) {
      for (let at = start; at < end; at += BigInt(chunkSize)) {
        const read = readChunk(memory, at, end, longest - 1);
        for (const each of wanted) each.copies += copiesInChunk(read, each.needles);
      }
    }
  } finally {
    closeSync(memory);
  }
  return Object.fromEntries(wanted.map(({ name, copies }) => [name, copies]));
}

/** Returns the bytes to look for: the text as UTF-8 and UTF-16, and base64 and hex of both. */
export function needlesOf(text: string): Buffer[] {
  const plain = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const hex = plain.map((bytes) => bytes.toString('hex'));
  return [
    ...plain,
    ...plain.flatMap(base64Cores),
    ...hex.flatMap((digits) => [Buffer.from(digits, 'latin1'), Buffer.from(digits.toUpperCase(), 'latin1')]),
  ];
}

/**
 * Returns the characters of base64 that depend only on these bytes, for each of the three positions at which they may
 * begin.
 */
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

/**
 * Returns the memory that the process can write to and has. Of its own memory these are only the pages that exist. The
 * rest reads as zeros.
 */
function writableRanges(pid: number): Range[] {
  const pages = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const match = /^([0-9a-f]+)-([0-9a-f]+) rw.([ps]) \S+ \S+ (\d+)/.exec(line);
        if (!match) return [];
        const range = { start: BigInt(`0x${match[1]}`), end: BigInt(`0x${match[2]}`) };
        // Another process may have written shared memory, without any page of it being this process's.
        const own = match[3] === 'p' && match[4] === '0';
        return own ? existing(pages, range) : [range];
      });
  } finally {
    closeSync(pages);
  }
}

/**
 * Returns the parts of a range with pages in memory or swapped out: bits 63 and 62 of their entries in the page map.
 */
function existing(pages: number, { start, end }: Range): Range[] {
  const count = Number((end - start) / BigInt(pageSize));
  const entries = Buffer.alloc(count * 8);
  readSync(pages, entries, 0, entries.length, (start / BigInt(pageSize)) * 8n);
  const found: Range[] = [];
  for (let page = 0; page < count; page += 1) {
    if (((entries[page * 8 + 7] ?? 0) & 0xc0) === 0) continue;
    const at = start + BigInt(page * pageSize);
    const last = found.at(-1);
    if (last?.end === at) last.end = at + BigInt(pageSize);
    else found.push({ start: at, end: at + BigInt(pageSize) });
  }
  return found;
}

function readChunk(memory: number, at: bigint, end: bigint, overlap: number): Buffer {
  const wanted = Number(end - at < BigInt(chunkSize + overlap) ? end - at : BigInt(chunkSize + overlap));
  const buffer = Buffer.allocUnsafeSlow(wanted);
  try {
    return buffer.subarray(0, readSync(memory, buffer, 0, wanted, at));
  } catch {
    // The range is gone, or is a device's. There is nothing to read in it.
    return buffer.subarray(0, 0);
  }
}

function copiesInChunk(read: Buffer, needles: readonly Buffer[]): number {
  let copies = 0;
  for (const needle of needles) {
    // A match that begins in the overlap is counted with the next chunk.
    for (let found = read.indexOf(needle); found >= 0 && found < chunkSize; found = read.indexOf(needle, found + 1))
      copies += 1;
  }
  return copies;
}
