import * as fs from 'node:fs';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { fail, KeyfoldError } from '../../../common/errors';
import { systemCode } from '../../base/files/file-errors';
import { readStart, withRegularFile } from '../../base/files/regular-file';
import { type VaultDatabase, vaultDatabase } from './database';
import { databaseError } from './database-errors';
import { syncIdentityRules } from './identity-rules';
import { migrate, schemaVersion } from './migrations';

/** `KFLD`: says in the file's header whose database it is, as SQLite's `file` magic does for others. */
const applicationId = 0x4b464c44;
const pageSize = 4096;
const plaintextStart = Buffer.from('SQLite format 3\0', 'latin1');

/** Loads the native module, so that the first unlock doesn't wait for it; answers SQLite's version. */
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
 * closes it. Errors: those of SQLite, as the gate maps them.
 */
export function createDatabase(file: string, key: Uint8Array, vaultId: string, createdAt: number): VaultDatabase {
  const db = connect(file, key);
  try {
    // Before the first page is written, so that the page that carries it is the first.
    db.pragma(`application_id = ${applicationId}`);
    migrate(db);
    syncIdentityRules(db);
    db.prepare('INSERT INTO meta (one, vault_id, generation, created_at) VALUES (1, ?, 1, ?)').run(vaultId, createdAt);
    return vaultDatabase(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A database that is open and perhaps of an older schema. */
export interface UnmigratedDatabase {
  database: VaultDatabase;
  /** Its schema version; to be brought up to date where it is below the present one. */
  found: number;
  /** Brings it up to date. Closes it where that fails, with the errors of {@link openDatabase}. */
  migrate(): void;
}

/**
 * Opens the vault's database, takes it for this process alone, and brings an older schema up to date. A file that
 * can't be opened is left as it is, byte for byte. Errors: `vault-damaged`, `vault-foreign`, `vault-newer`,
 * `vault-in-use`, those of the file system.
 */
export function openDatabase(file: string, key: Uint8Array, vaultId: string): VaultDatabase {
  const { database, migrate: bringUpToDate } = openUnmigrated(file, key, vaultId);
  bringUpToDate();
  return database;
}

/** Like {@link openDatabase}, but the schema stays as it is until the caller says so. */
export function openUnmigrated(file: string, key: Uint8Array, vaultId: string): UnmigratedDatabase {
  checkDatabaseFile(file);
  // Before SQLite locks it, and closed after SQLite: see vault/base/files/copy-pages.ts.
  const pages = fs.openSync(file, 'r');
  let db: BetterSqlite.Database;
  try {
    db = connect(file, key);
  } catch (error) {
    fs.closeSync(pages);
    throw error;
  }
  const database = vaultDatabase(db, pages);
  const known = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      database.close();
      const said = databaseError(error, file);
      throw said ? new KeyfoldError(said) : error;
    }
  };
  const found = known(() => checkHead(db, file, vaultId));
  return {
    database,
    found,
    migrate: () =>
      known(() => {
        migrate(db);
        syncIdentityRules(db);
      }),
  };
}

/**
 * Opens a copy of the vault's database to read from it: changes nothing, not even the schema. Errors: those of
 * {@link openDatabase}.
 */
export function openCopy(file: string, key: Uint8Array, vaultId: string): VaultDatabase {
  checkDatabaseFile(file);
  const db = connect(file, key, true);
  try {
    // In KiB, and only as far as the file is large: what was read once is not decrypted again.
    db.pragma('cache_size = -65536');
    checkHead(db, file, vaultId);
    return vaultDatabase(db);
  } catch (error) {
    db.close();
    const said = databaseError(error, file);
    throw said ? new KeyfoldError(said) : error;
  }
}

/**
 * Encrypts a closed database anew, page for page, and writes it anew, so that nothing of before stands in a free part of
 * a page. Errors: those of SQLite, as the gate maps them.
 */
export function rekeyDatabase(file: string, former: Uint8Array, next: Uint8Array): void {
  if (next.byteLength !== 32) throw new RangeError('key length');
  const db = connect(file, former);
  try {
    withRaw(next, (raw) => db.rekey(raw));
    db.exec('VACUUM');
  } finally {
    // As any other connection ends: without a journal left behind.
    vaultDatabase(db).close();
  }
}

/** Whether it is this vault's database, of a schema that is known here; answers the schema's version. */
function checkHead(db: BetterSqlite.Database, file: string, vaultId: string): number {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (db.pragma('application_id', { simple: true }) !== applicationId) fail('vault-foreign', { file });
  if (found > schemaVersion) fail('vault-newer', { file, found, supported: schemaVersion });
  if (found < 1) fail('vault-damaged', { file, part: 'database' });
  if (db.prepare('SELECT vault_id FROM meta').pluck().get() !== vaultId) fail('vault-foreign', { file });
  refuseCutOff(db, file);
  return found;
}

/**
 * SQLite counts a page that is there in part as a page, and finds out when it reads it: perhaps after it wrote others.
 * Asked once the file is held and a hot journal is rolled back. Errors: `vault-damaged`, those of the file system.
 */
function refuseCutOff(db: BetterSqlite.Database, file: string): void {
  const pages = Number(db.pragma('page_count', { simple: true }));
  if (fs.statSync(file).size < pages * pageSize) fail('vault-damaged', { file, part: 'database' });
}

/**
 * Looks at a database file without the key. SQLite would take an empty file for a new database and a plaintext one for
 * a wrong key; both are told here instead. Errors: `vault-damaged`, `vault-foreign`, those of the file system.
 */
export function checkDatabaseFile(file: string): void {
  try {
    withRegularFile(file, 'write', (descriptor, size) => {
      if (readStart(descriptor, plaintextStart.length).equals(plaintextStart)) fail('vault-foreign', { file });
      if (size < pageSize) fail('vault-damaged', { file, part: 'database' });
    });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') fail('vault-damaged', { file, part: 'database' });
    throw error;
  }
}

/** Whether some process holds the file; asked without a key. */
export function isInUse(file: string): boolean {
  // Nothing else can be locked, and opening a FIFO would wait for its other end.
  if (!fs.lstatSync(file).isFile()) return false;
  const db = new BetterSqlite(file, { fileMustExist: true, readonly: true, timeout: 0 });
  try {
    db.pragma('user_version');
    return false;
  } catch (error) {
    // Without the key the first page doesn't read, but the lock is asked for before it.
    return databaseError(error, file)?.code === 'vault-in-use';
  } finally {
    db.close();
  }
}

function connect(file: string, key: Uint8Array, readonly = false): BetterSqlite.Database {
  // An empty key would silently make a plaintext database; a key of another length a weak passphrase.
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
    // The first statement that reads the file: takes the lock, which this locking mode then keeps.
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

/** A key as the cipher takes it; wiped afterwards. */
function withRaw(key: Uint8Array, act: (raw: Buffer) => unknown): void {
  const raw = Buffer.concat([Buffer.from('raw:', 'latin1'), key]);
  try {
    act(raw);
  } finally {
    raw.fill(0);
  }
}
