import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../../common/errors';
import type { HeldVault, Replaced, ReplacedHow } from '../../../common/replaced';
import { readStart, withRegularFile } from '../../base/files/regular-file';
import { reportFailure } from '../../base/report-failure';

/**
 * Compares what this process has open with what the next process will find at the same paths: the vault's folder, its
 * database and its slots. SQLite has the database open and would go on writing into it after it was moved, removed or
 * replaced. Then changes would be acknowledged that nobody ever finds again.
 *
 * The content is compared by two pages: the first one, and the one with the row of `meta`. Every transaction writes
 * that row, and each page gets a new random nonce when it is written. So two versions of the file differ there, and a
 * transaction that leaves that page as it was has gone into another file. Times are not compared: a program that only
 * touches the file changes nothing.
 *
 * Once something is found, it stays found. The open vault then refuses every change until its process ends.
 */
export interface OpenFiles {
  /** Called before anything is written. Errors: `vault-replaced`. */
  check(): void;
  /** The same without the content, while a transaction is open and may have written pages. Errors: `vault-replaced`. */
  checkPlaces(): void;
  /** Called after each transaction, before anybody is told of it. Errors: `vault-replaced`. */
  committed(): void;
  /** Called after a transaction was undone. Undoing may write pages anew. */
  rolledBack(): void;
  /** Called when the file was opened, and again when its schema was changed. Errors: `vault-replaced`. */
  opened(metaPage: number): void;
  /** Called when the vault is open. From then on the slots beside it are compared too. Errors: `vault-replaced`. */
  followSlots(): void;
  /** Called when this process has tried to replace the slots by these. If they are in the file, they are the known ones. */
  slotsWritten(bytes: Uint8Array): void;
  readonly found: Replaced | null;
  /** Sets the listener, which is called once. There is one at most. */
  onFound(listener: (found: Replaced) => void): void;
  /**
   * Reads both files as this process last wrote them, also if they have no name any more. If another program has written
   * into the database, `asKnown` copies what SQLite knows. Returns `null` if nothing can be read.
   */
  read(asKnown: () => Uint8Array | null): HeldVault | null;
}

/** Bytes of a page of the database. */
export const pageSize = 4096;

interface NotedSlots {
  bytes: Uint8Array;
  /** `null`: must be read again. */
  stat: fs.BigIntStats | null;
}

/**
 * `file` is a descriptor of the database, opened for reading before SQLite opened it and closed after it. `path` is the
 * path that both were opened by.
 */
export function openFiles(file: number, path: string): OpenFiles {
  const folder = dirname(path);
  const slotsPath = join(folder, 'slots.json');
  const folderAtOpen = statOf(folder);
  let found: Replaced | null = null;
  let tell: (found: Replaced) => void = () => undefined;
  let metaPage = 1;
  let noted: Buffer = Buffer.alloc(0);
  let slots: NotedSlots | null = null;

  const refuse: (how: ReplacedHow, what: string) => never = (how, what) => {
    found = { how, path: what };
    tell(found);
    return fail('vault-replaced', found);
  };
  const refuseAgain = (): void => {
    if (found) fail('vault-replaced', found);
  };

  /** The file's size and its two pages. Errors: `vault-replaced`. */
  const content = (): Buffer => {
    try {
      return twice(() => contentOf(file, metaPage));
    } catch (error) {
      reportFailure('open file', error);
      return refuse('gone', path);
    }
  };

  const checkPlaces = (): void => {
    refuseAgain();
    const there = statOf(folder);
    if (!there) refuse('gone', folder);
    else if (!isSame(there, folderAtOpen)) refuse('replaced', folder);
    const database = linkStatOf(path);
    if (!database) refuse('gone', path);
    else if (!isSame(database, openStatOf(file))) refuse('replaced', path);
    const how = slots && slotsNow(slotsPath, slots);
    if (how) refuse(how, slotsPath);
  };

  return {
    check() {
      checkPlaces();
      if (!content().equals(noted)) refuse('written', path);
    },
    checkPlaces,
    committed() {
      refuseAgain();
      const now = content();
      const before = noted;
      noted = now;
      if (metaOf(now).equals(metaOf(before))) refuse('replaced', path);
      checkPlaces();
    },
    rolledBack() {
      if (found) return;
      try {
        noted = twice(() => contentOf(file, metaPage));
      } catch (error) {
        // The error that made this necessary is the one to report. The next look finds the file as it is then.
        reportFailure('open file', error);
      }
    },
    opened(page) {
      metaPage = page;
      noted = content();
      checkPlaces();
    },
    followSlots() {
      slots = { bytes: bytesOf(slotsPath) ?? refuse('gone', slotsPath), stat: null };
    },
    slotsWritten(bytes) {
      if (slots && bytesOf(slotsPath)?.equals(bytes)) slots = { bytes, stat: null };
    },
    get found() {
      return found;
    },
    onFound(listener) {
      tell = listener;
      if (found) tell(found);
    },
    read(asKnown) {
      try {
        if (!slots) return null;
        const asWritten = contentOf(file, metaPage).equals(noted);
        const database = asWritten ? readStart(file, Number(fs.fstatSync(file).size)) : asKnown();
        return database && { database, slots: slots.bytes };
      } catch (error) {
        reportFailure('open file', error);
        return null;
      }
    },
  };
}

/** A single call that fails is no file that is gone: a disk or a share may have a bad moment. */
function twice<T>(look: () => T): T {
  try {
    return look();
  } catch {
    return look();
  }
}

const isSame = (one: fs.BigIntStats, other: fs.BigIntStats | null) => one.ino === other?.ino && one.dev === other.dev;

/** Whatever stands in the way of looking at a path, the next process can't open it either. */
function statOf(path: string): fs.BigIntStats | null {
  try {
    return twice(() => fs.statSync(path, { bigint: true, throwIfNoEntry: false })) ?? null;
  } catch {
    return null;
  }
}

/** The same, but a link is a link: it is never followed to the vault's files. */
function linkStatOf(path: string): fs.BigIntStats | null {
  try {
    return twice(() => fs.lstatSync(path, { bigint: true, throwIfNoEntry: false })) ?? null;
  } catch {
    return null;
  }
}

function openStatOf(file: number): fs.BigIntStats | null {
  try {
    return twice(() => fs.fstatSync(file, { bigint: true }));
  } catch {
    return null;
  }
}

/** Returns what happened to the slots, or `null` if they are the known ones. */
function slotsNow(path: string, known: NotedSlots): ReplacedHow | null {
  const now = linkStatOf(path);
  if (!now) return 'gone';
  const { stat } = known;
  const inPlace = stat !== null && isSame(now, stat);
  if (inPlace && now.size === stat.size && now.mtimeNs === stat.mtimeNs) return null;
  if (!bytesOf(path)?.equals(known.bytes)) return inPlace ? 'written' : 'replaced';
  known.stat = now;
  return null;
}

/** Bytes of the file's size in front of its two pages. */
const sizeBytes = 8;

function contentOf(file: number, metaPage: number): Buffer {
  const content = Buffer.alloc(sizeBytes + 2 * pageSize);
  content.writeBigInt64LE(fs.fstatSync(file, { bigint: true }).size);
  fs.readSync(file, content, sizeBytes, pageSize, 0);
  fs.readSync(file, content, sizeBytes + pageSize, pageSize, (metaPage - 1) * pageSize);
  return content;
}

const metaOf = (content: Buffer) => content.subarray(sizeBytes + pageSize);

/** More bytes than any slots file has. */
const mostSlots = 128 * 1024;

/** Returns the bytes of a slots file, or the beginning of a larger file; `null` if it can't be read. */
function bytesOf(path: string): Buffer | null {
  try {
    return twice(() => withRegularFile(path, 'read', (file) => readStart(file, mostSlots)));
  } catch {
    return null;
  }
}
