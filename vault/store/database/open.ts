import * as fs from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { fail, KeyfoldError } from '../../../common/errors';
import { systemCode } from '../../../common/system-errors';
import { readStart, withRegularFile } from '../../base/files/regular-file';
import { type VaultDatabase, vaultDatabase } from './database';
import { databaseError } from './database-errors';
import { syncIdentityRules } from './identity-rules';
import { settleJournal, strangeBeside } from './journal';
import { syncLetters } from './letters';
import { migrate, schemaVersion } from './migrations';
import { pageSize } from './open-files';
import { syncRotationRules } from './rotation-rules';
import { refuseForeignSchema } from './schema';
import { openSearchTerms } from './search-terms';
import { syncNames } from './sort-names';

/**
 * `KFLD`. It says in the file's header which program the database belongs to, as SQLite's `file` magic does for others.
 */
const applicationId = 0x4b464c44;
const plaintextStart = Buffer.from('SQLite format 3\0', 'latin1');

/** Loads the native module, so that the first unlock doesn't wait for it. Returns SQLite's version. */
export function loadSqlite(): string {
  const db = new BetterSqlite(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}

/**
 * Makes an encrypted database with the present schema in an existing, empty, private file. `key`: 32 bytes. The caller
 * closes the database. Errors: those of SQLite, which the gate translates.
 */
export function createDatabase(file: string, key: Uint8Array, vaultId: string, createdAt: number): VaultDatabase {
  const db = connect(file, key);
  try {
    // This comes before the first page is written, because the first page contains it.
    db.pragma(`application_id = ${applicationId}`);
    migrate(db);
    syncIdentityRules(db);
    syncRotationRules(db);
    keepPages(db);
    openSearchTerms(db);
    db.prepare('INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, ?, 1, ?)').run(vaultId, createdAt);
    return vaultDatabase(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A database that is open and may have an older schema. */
export interface UnmigratedDatabase {
  database: VaultDatabase;
  /** Its schema version. If it is below the present one, the database must be migrated. */
  found: number;
  /**
   * Migrates the database to the present schema. If that fails, the database is closed. Errors: those of {@link
   * openDatabase}.
   */
  migrate(): void;
}

/**
 * Opens the vault's database for this process alone, and migrates an older schema. A file that can't be opened is left
 * as it is, byte for byte. Errors: `vault-damaged`, `vault-foreign`, `vault-altered`, `vault-newer`, `vault-in-use`,
 * `vault-replaced` (in this moment), those of the file system.
 */
export function openDatabase(file: string, key: Uint8Array, vaultId: string): VaultDatabase {
  const { database, migrate: bringUpToDate } = openUnmigrated(file, key, vaultId);
  bringUpToDate();
  return database;
}

/** Like {@link openDatabase}, but the schema stays as it is until the caller calls `migrate`. */
export function openUnmigrated(file: string, key: Uint8Array, vaultId: string): UnmigratedDatabase {
  const readOnly = checkDatabaseFile(file) === 'read';
  settleJournal(
    file,
    () => isInUse(file),
    (copy) => generationOf(copy, key, vaultId),
  );
  // The file is opened before SQLite locks it, and is closed after SQLite: see vault/base/files/copy-pages.ts.
  const pages = fs.openSync(file, 'r');
  let db: BetterSqlite.Database;
  try {
    db = connect(file, key, readOnly);
  } catch (error) {
    fs.closeSync(pages);
    throw error;
  }
  const database = vaultDatabase(db, { file: pages, path: file, readOnly });
  const known = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      database.close();
      const said = databaseError(error, file);
      throw said ? new KeyfoldError(said) : error;
    }
  };
  const followFile = () => {
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").pluck().get();
    database.files?.opened(Number(page));
  };
  const found = known(() => {
    const version = checkHead(db, file, vaultId);
    if (!readOnly) refuseUnwritable(db, file);
    keepPages(db);
    openSearchTerms(db);
    followFile();
    return version;
  });
  return {
    database,
    found,
    migrate: () =>
      known(() => {
        database.files?.check();
        if (readOnly) return;
        migrate(db);
        syncIdentityRules(db);
        syncRotationRules(db);
        syncNames(db);
        syncLetters(db);
        followFile();
      }),
  };
}

/**
 * Keeps up to 64 MiB of pages, and no more than the file has. A page that was read once is not decrypted again: with the
 * usual 16 MiB, a list of 100,000 keys by name takes ten times as long.
 */
function keepPages(db: BetterSqlite.Database): void {
  db.pragma('cache_size = -65536');
}

/**
 * Opens a copy of the vault's database for reading. Changes nothing, not even the schema. `read`: whether its pages are
 * kept to be read again. Errors: those of {@link openDatabase}.
 */
export function openCopy(file: string, key: Uint8Array, vaultId: string, read: 'once' | 'again' = 'again'): VaultDatabase {
  checkDatabaseFile(file);
  const db = connect(file, key, true);
  try {
    if (read === 'again') keepPages(db);
    else db.pragma('cache_size = -4096');
    checkHead(db, file, vaultId);
    return vaultDatabase(db);
  } catch (error) {
    db.close();
    const said = databaseError(error, file);
    throw said ? new KeyfoldError(said) : error;
  }
}

/**
 * Returns the generation of a closed copy, after SQLite has written back what stands in its journal; `null` if the copy
 * doesn't open or isn't whole. Errors: `disk-full` and other errors that say nothing about the content.
 */
function generationOf(copy: string, key: Uint8Array, vaultId: string): number | null {
  let db: BetterSqlite.Database | null = null;
  try {
    db = connect(copy, key);
    checkHead(db, copy, vaultId);
    for (const table of tablesIn(db)) {
      if (db.pragma(`quick_check("${table}")`, { simple: true }) !== 'ok') return null;
    }
    return Number(db.prepare('SELECT generation FROM meta').pluck().get());
  } catch (error) {
    const known = error instanceof KeyfoldError ? error.error : databaseError(error, copy);
    if (known && ['vault-damaged', 'vault-foreign', 'vault-link', 'vault-altered'].includes(known.code)) return null;
    throw error;
  } finally {
    db?.close();
  }
}

/** Returns the names of the tables whose check reads no more than the table. The search index is made from others. */
function tablesIn(db: BetterSqlite.Database): string[] {
  const names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'key_search%'";
  return db.prepare<[], string>(names).pluck().all();
}

/**
 * Makes a database as {@link createDatabase} does, for the rows of another one. Nobody has checked yet that its rows fit
 * each other. What is deleted in it leaves nothing behind in the file. Errors: as there.
 */
export function createToFill(file: string, key: Uint8Array, vaultId: string, createdAt: number): VaultDatabase {
  createDatabase(file, key, vaultId, createdAt).close();
  const db = connect(file, key);
  db.pragma('foreign_keys = OFF');
  db.pragma('secure_delete = ON');
  // In KiB. Most of the time goes into indexes, whose pages would be written and read again and again.
  db.pragma('cache_size = -32768');
  return vaultDatabase(db);
}

/** Checks that it is this vault's database and that its schema is known here. Returns the schema's version. */
function checkHead(db: BetterSqlite.Database, file: string, vaultId: string): number {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (db.pragma('application_id', { simple: true }) !== applicationId) fail('vault-foreign', { file });
  if (found > schemaVersion) fail('vault-newer', { file, found, supported: schemaVersion });
  if (found < 1) fail('vault-damaged', { file, part: 'database' });
  // No row is read before the schema is known to be our own, because a view in a table's place may never end.
  refuseForeignSchema(db, file);
  if (db.prepare('SELECT vault_id FROM meta').pluck().get() !== vaultId) fail('vault-foreign', { file });
  refuseCutOff(db, file);
  return found;
}

/**
 * Refuses a connection that can only read, though the file was opened for writing a moment ago. Where opening fails for
 * any reason, SQLite opens the file for reading and says nothing: then no change could be made until the next lock.
 * Errors: `io`.
 */
function refuseUnwritable(db: BetterSqlite.Database, file: string): void {
  try {
    // It changes no row and so no page, but it is a transaction that writes.
    db.exec('UPDATE meta SET generation = generation WHERE 0');
  } catch (error) {
    const said = databaseError(error, file);
    if (said?.code !== 'read-only') throw error;
    fail('io', { path: file, system: 'SQLITE_READONLY' });
  }
}

/**
 * Refuses a database of which a part is cut off. SQLite counts a page that is there only in part as a page. It finds
 * that out when it reads the page, perhaps after it has written others. This is checked when the file is held and a hot
 * journal has been rolled back. Errors: `vault-damaged`, those of the file system.
 */
function refuseCutOff(db: BetterSqlite.Database, file: string): void {
  const pages = Number(db.pragma('page_count', { simple: true }));
  if (fs.statSync(file).size < pages * pageSize) fail('vault-damaged', { file, part: 'database' });
}

/**
 * Checks a database file without the key. SQLite would take an empty file for a new database, and would report a wrong
 * key for a plaintext one. Here both are reported for what they are. Errors: `vault-damaged`, `vault-foreign`, those of
 * the file system. Returns how the file can be opened.
 */
export function checkDatabaseFile(file: string): 'write' | 'read' {
  const access = accessTo(file);
  try {
    withRegularFile(file, access, (descriptor, size) => {
      if (readStart(descriptor, plaintextStart.length).equals(plaintextStart)) fail('vault-foreign', { file });
      if (size < pageSize) fail('vault-damaged', { file, part: 'database' });
    });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') fail('vault-damaged', { file, part: 'database' });
    throw error;
  }
  return access;
}

/** Returns whether the file and its folder can be written. SQLite needs both, and opens the rest for reading. */
function accessTo(file: string): 'write' | 'read' {
  try {
    if (fs.lstatSync(file).isFile()) fs.accessSync(file, fs.constants.W_OK);
    fs.accessSync(dirname(file), fs.constants.W_OK);
    return 'write';
  } catch (error) {
    return ['EROFS', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '') ? 'read' : 'write';
  }
}

/**
 * Returns whether some process holds the file. No key is needed. Errors: `vault-foreign` if a link or a pipe has the
 * name of its journal.
 */
export function isInUse(file: string): boolean {
  // Only a regular file can be locked, and opening a FIFO would wait for its other end.
  if (!fs.lstatSync(file).isFile()) return false;
  const strange = strangeBeside(file);
  if (strange !== null) fail('vault-foreign', { file: strange });
  const db = new BetterSqlite(file, { fileMustExist: true, readonly: true, timeout: 0 });
  try {
    db.pragma('user_version');
    return false;
  } catch (error) {
    // Without the key the first page can't be read, but SQLite asks for the lock before it reads.
    return databaseError(error, file)?.code === 'vault-in-use';
  } finally {
    db.close();
  }
}

function connect(file: string, key: Uint8Array, readonly = false): BetterSqlite.Database {
  // An empty key would make a plaintext database without any error. A key of another length would be used as a weak
  // passphrase.
  if (key.byteLength !== 32) throw new RangeError('key length');
  const db = new BetterSqlite(file, { fileMustExist: true, timeout: 0, readonly });
  try {
    db.pragma("cipher = 'chacha20'");
    withRaw(key, (raw) => db.key(raw));
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('temp_store = MEMORY');
    db.pragma('mmap_size = 0');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    if (readonly) return db;
    // This is the first statement that reads the file. It takes the lock, and this locking mode then keeps it.
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = EXTRA');
    return db;
  } catch (error) {
    db.close();
    const known = databaseError(error, file);
    throw known ? new KeyfoldError(known) : error;
  }
}

/** Calls `act` with a key in the cipher's form, which is wiped afterwards. */
function withRaw(key: Uint8Array, act: (raw: Buffer) => unknown): void {
  const raw = Buffer.concat([Buffer.from('raw:', 'latin1'), key]);
  try {
    act(raw);
  } finally {
    raw.fill(0);
  }
}
