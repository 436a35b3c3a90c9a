import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { fail } from '../../../common/errors';
import type { HeldVault } from '../../../common/replaced';
import type { Pages } from '../../base/files/copy-pages';
import { closeRead } from '../../base/files/regular-file';
import { reportFailure } from '../../base/report-failure';
import { copyAsKnown } from './copy-as-known';
import { type OpenFiles, openFiles } from './open-files';

/** What a column can hold. */
export type Value = string | number | null | Uint8Array;

/** Reads an open vault database. Each statement is prepared once. */
export interface Reader {
  /** Returns the first row, or `undefined`. */
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
  all<Row>(sql: string, ...values: Value[]): Row[];
}

/** Writes into it, inside of a transaction that has been begun. */
export interface Writer extends Reader {
  /** Runs a statement that writes, and returns how many rows it changed. */
  run(sql: string, ...values: Value[]): { changes: number; lastInsertRowid: number | bigint };
  /**
   * Runs a statement that must change one row, and returns its rowid if it inserted the row. Errors: `vault-damaged`,
   * if it changed none or several: then something else than Keyfold decides what is written.
   */
  runOne(sql: string, ...values: Value[]): number | bigint;
  /**
   * Runs a statement that must change so many rows. Errors: as those of {@link runOne}.
   */
  runMany(rows: number, sql: string, values: readonly Value[]): void;
  /**
   * Returns what this transaction has gathered for its end. What is noted there is written in one go before the commit.
   */
  gathered<T>(what: Gathered<T>): T;
}

/** Work of a transaction that is done once at its end, because in between it would cost much more. */
export interface Gathered<T> {
  /** Makes the collection of a transaction, when it is first asked for. */
  begin(): T;
  /** Writes what was collected. Nothing is written if the transaction failed before. */
  end(writer: Writer, collected: T): void;
}

/** An open vault database. There is one way to write. */
export interface VaultDatabase extends Writer {
  /**
   * Runs `act` in one transaction, which also counts up the database's generation. If `act` throws, everything is
   * rolled back. Inside another `write`, it is a part of that transaction. Errors: `vault-replaced` if the open files
   * are not those that the next process will find. Then nothing may be acknowledged: the change is rolled back, or it
   * is in a file that was replaced in that moment.
   */
  write<T>(act: (writer: Writer) => T): T;
  /**
   * Sets the listener. It is called after every transaction of {@link write} that is on the disk. There is one listener
   * at most.
   */
  onWritten(listener: () => void): void;
  /** The database's file, for a copy; `null` if the database was opened without it. */
  readonly pages: Pages | null;
  /** The file can only be read. {@link write} refuses then. */
  readonly readOnly: boolean;
  /** Compares the open files with those at their paths; `null` as above. */
  readonly files: OpenFiles | null;
  /** Returns both of the vault's files as they are open, for a backup; `null` if they can't be read any more. */
  held(): HeldVault | null;
  /** Gives up the lock and the file. */
  close(): void;
}

/**
 * Wraps a connection that is open and has its key. `opened` is the database's file: its path, and a descriptor that was
 * opened before the connection and is closed after it.
 */
export function vaultDatabase(
  db: BetterSqlite.Database,
  opened: { file: number; path: string; readOnly?: boolean } | null = null,
): VaultDatabase {
  const readOnly = opened?.readOnly ?? false;
  const files = opened && openFiles(opened.file, opened.path);
  const statements = new Map<string, BetterSqlite.Statement<Value[]>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare<Value[]>(sql);
    statements.set(sql, statement);
    return statement;
  };
  let written = (): void => undefined;
  const changes = () => Number(prepared('SELECT total_changes()').pluck().get());
  const run: VaultDatabase['run'] = (sql, ...values) => prepared(sql).run(...values);
  const refuseOther = (changed: number, rows: number) => {
    if (changed !== rows) fail('vault-damaged', { file: db.name, part: 'database' });
  };
  let writing = false;
  const atEnd = new Map<object, { collected: unknown; end: () => void }>();
  const database: VaultDatabase = {
    get: <Row>(sql: string, ...values: Value[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Value[]) => prepared(sql).all(...values) as Row[],
    run,
    runOne(sql, ...values) {
      const { changes: changed, lastInsertRowid } = run(sql, ...values);
      refuseOther(changed, 1);
      return lastInsertRowid;
    },
    runMany(rows, sql, values) {
      refuseOther(prepared(sql).run(...values).changes, rows);
    },
    gathered<T>(what: Gathered<T>): T {
      if (!writing) throw new Error('no transaction');
      const known = atEnd.get(what);
      if (known) return known.collected as T;
      const collected = what.begin();
      atEnd.set(what, { collected, end: () => what.end(database, collected) });
      return collected;
    },
    write: (act) => {
      if (readOnly) fail('read-only', { path: db.name });
      if (db.inTransaction) return act(database);
      let checked = false;
      const commit = db.transaction(() => {
        files?.check();
        checked = true;
        run('UPDATE meta SET generation = generation + 1');
        // What a transaction that failed had collected is not written by this one.
        atEnd.clear();
        writing = true;
        const value = act(database);
        for (const { end } of atEnd.values()) end();
        files?.checkPlaces();
        return value;
      });
      let value: ReturnType<typeof act>;
      try {
        value = commit.immediate();
      } catch (error) {
        // If SQLite could not even begin, the file may be full of somebody else's bytes.
        if (checked) noteUndone(database, files);
        throw error;
      } finally {
        writing = false;
      }
      files?.committed();
      written();
      return value;
    },
    onWritten(listener) {
      written = listener;
    },
    readOnly,
    pages: opened && { file: opened.file, changes },
    files,
    held: () => files?.read(() => copyAsKnown(db)) ?? null,
    close: () => {
      if (!db.open) return;
      statements.clear();
      // While this process alone holds the file, SQLite empties its journal instead of removing it. One more read,
      // which gives up the lock, removes the journal. Then only one file is left.
      // If the file was replaced, a journal of that name may belong to the file that is there now.
      try {
        if (!files?.found) {
          db.pragma('locking_mode = NORMAL');
          db.pragma('user_version');
        }
      } finally {
        db.close();
        if (opened) closeRead(opened.file);
      }
    },
  };
  return database;
}

/**
 * After a failed write SQLite leaves it to the next reading to undo the rest, out of its journal. That writes pages,
 * which would look like another program's.
 */
function noteUndone(database: Reader, files: OpenFiles | null): void {
  try {
    database.get('SELECT generation FROM meta');
  } catch (error) {
    // The error that made this necessary is the one to report.
    reportFailure('undo', error);
  }
  files?.rolledBack();
}
