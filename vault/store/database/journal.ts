import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../../common/errors';
import { naming } from '../../../common/system-errors';
import { syncFolder, withRetries } from '../../base/files/atomic-write';
import { unlessLacking } from '../../base/files/file-system-limits';
import { isFolder, privateFolder, removeFolder, renameFolder } from '../../base/files/folder-system';
import { closeRead, isThere } from '../../base/files/regular-file';

/**
 * Looks at what lies beside a closed database before SQLite does.
 *
 * After a crash in the middle of a transaction, the former pages are in a rollback journal, and SQLite writes them back
 * when it opens the file. SQLite does so with any journal of that name: one that a synchronising program has put back,
 * too. It would write old pages into a database that has gone on since, and damage it for good. So both ways are tried
 * on copies first: the database without its journal, and the database after the journal was written back. Each
 * transaction counts the generation up by one. So a journal of this file's last transaction brings back the present
 * generation or the one before it. Any other journal is set aside.
 *
 * Whatever is done, both files as they were are kept in the folder `undone` until the next time.
 */

/** Returns the generation of a database that opens and is whole, else `null`. Errors: those of the file system. */
export type Look = (copy: string) => number | null;

const keptIn = (folder: string) => join(folder, 'undone');
const partIn = (folder: string) => join(folder, 'undone.part');

/** A journal ends with these bytes if it names another one. SQLite may remove the file of that name. */
const magic = Buffer.from('d9d505f920a163d7', 'hex');

/**
 * Makes sure that SQLite finds nothing beside this closed database that isn't its own. `inUse`: whether some process
 * has it open. Errors: `vault-in-use`, `vault-damaged` if the database is whole neither with its journal nor without it
 * (then both are left as they are), those of `look` and of the file system.
 */
export function settleJournal(file: string, inUse: () => boolean, look: Look): void {
  unlinkStrange(file);
  // Keyfold's databases never have these. SQLite would take their pages for newer ones.
  for (const strange of [`${file}-wal`, `${file}-shm`]) if (isThere(strange)) setAside(strange, inUse);
  if (fs.statSync(file).nlink > 1) separate(file, inUse);
  const journal = `${file}-journal`;
  if (isFolder(journal)) setAside(journal, inUse);
  if (!isThere(journal)) return;
  if (fs.statSync(journal).nlink > 1) separate(journal, inUse);
  if (!isHot(journal)) return;
  if (inUse()) fail('vault-in-use', {});
  decide(file, journal, inUse, look);
}

const besides = (file: string) => ['-journal', '-wal', '-shm'].map((end) => file + end);

const isStrange = (path: string): boolean => {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
};

/**
 * Returns the link, pipe or device that has the name of a file which SQLite would open beside this database; `null` if
 * there is none. SQLite would wait on a pipe for ever.
 */
export const strangeBeside = (file: string): string | null => besides(file).find(isStrange) ?? null;

/** Unlinks them themselves, never what they lead to. Errors: those of the file system. */
export function unlinkStrange(file: string): void {
  for (const path of besides(file).filter(isStrange)) fs.unlinkSync(path);
}

/** SQLite writes back a journal whose first byte is not zero. A transaction that has ended leaves zeros there. */
function isHot(journal: string): boolean {
  const [first] = bytesAt(journal, 0, 1);
  return first !== undefined && first !== 0;
}

function bytesAt(path: string, position: number, length: number): Buffer {
  const file = fs.openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, fs.readSync(file, bytes, 0, length, position));
  } finally {
    closeRead(file);
  }
}

function decide(file: string, journal: string, inUse: () => boolean, look: Look): void {
  const folder = dirname(file);
  const part = partIn(folder);
  removeFolder(part);
  fs.mkdirSync(part, { mode: 0o700 });
  try {
    const before = bytesAt(journal, 0, 512);
    const kept = { database: join(part, 'vault.db'), journal: join(part, 'journal') };
    copyWhole(file, kept.database);
    copyWhole(journal, kept.journal);
    const plain = tried(part, kept.database, null, look);
    const played = namesAnother(journal) ? null : tried(part, kept.database, kept.journal, look);
    if (plain === null && played === null) fail('vault-damaged', { file, part: 'database' });
    const ours = played !== null && (plain === null || plain === played || plain === played + 1);
    // Another process may have opened the database since.
    if (inUse() || !bytesAt(journal, 0, 512).equals(before)) fail('vault-in-use', {});
    removeFolder(keptIn(folder));
    renameFolder(part, keptIn(folder), folder);
    if (ours) return;
    fs.unlinkSync(journal);
    syncFolder(folder);
  } catch (error) {
    removeFolder(part);
    throw error;
  }
}

/** Returns what a copy looks like, with this journal written back or without one. */
function tried(part: string, database: string, journal: string | null, look: Look): number | null {
  const folder = join(part, 'tried');
  fs.mkdirSync(folder, { mode: 0o700 });
  try {
    const copy = join(folder, 'vault.db');
    copyWhole(database, copy);
    if (journal !== null) copyWhole(journal, `${copy}-journal`);
    return look(copy);
  } finally {
    removeFolder(folder);
  }
}

/** Keyfold writes to one database at a time, so its journals name no other. */
function namesAnother(journal: string): boolean {
  const { size } = fs.statSync(journal);
  return size >= magic.length && bytesAt(journal, size - magic.length, magic.length).equals(magic);
}

/** Moves away what SQLite must not find. */
function setAside(path: string, inUse: () => boolean): void {
  if (inUse()) fail('vault-in-use', {});
  const folder = dirname(path);
  privateFolder(keptIn(folder), folder);
  const to = join(keptIn(folder), path.slice(path.lastIndexOf('-') + 1));
  removeFolder(to);
  withRetries(() => fs.renameSync(path, to));
  syncFolder(folder);
}

/**
 * Gives a file that has another name too a content of its own. SQLite writes into the file in place, and the other name
 * may be a backup (a program that joins equal files does that), or somebody's document.
 */
function separate(path: string, inUse: () => boolean): void {
  if (inUse()) fail('vault-in-use', {});
  const own = `${path}.own`;
  removeFolder(own);
  copyWhole(path, own);
  withRetries(() => fs.renameSync(own, path));
  syncFolder(dirname(path));
}

/** Copies a file into a new private one (0600), and syncs it. */
function copyWhole(from: string, to: string): void {
  fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
  unlessLacking('modes', () => fs.chmodSync(to, 0o600));
  const file = fs.openSync(to, 'r');
  try {
    naming(to, () => fs.fsyncSync(file));
  } finally {
    fs.closeSync(file);
  }
}
