import * as fs from 'node:fs';
import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import type { Pages } from '../../base/files/copy-pages';
import { reportFailure } from '../../base/report-failure';

type Value = string | number | null | Uint8Array;

/** An open vault database: statements prepared once, and one way to write. */
export interface VaultDatabase {
  /** The first row, or `undefined`. */
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
  all<Row>(sql: string, ...values: Value[]): Row[];
  /** Runs a statement that writes; answers how many rows it changed. */
  run(sql: string, ...values: Value[]): { changes: number; lastInsertRowid: number | bigint };
  /**
   * Runs `act` in one transaction that also counts up the database's generation. An exception rolls everything back.
   * Inside another `write` it is part of that one.
   */
  write<T>(act: () => T): T;
  /** Calls the listener after every transaction of {@link write} that is on the disk; one listener at most. */
  onWritten(listener: () => void): void;
  /** Its file, for a copy; `null` where the database was opened without. */
  readonly pages: Pages | null;
  /** Gives up the lock and the file. */
  close(): void;
}

/** Wraps an opened and keyed connection. `file`: its file, opened for reading before it; closed after it. */
export function vaultDatabase(db: BetterSqlite.Database, file: number | null = null): VaultDatabase {
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
  return {
    get: <Row>(sql: string, ...values: Value[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Value[]) => prepared(sql).all(...values) as Row[],
    run,
    write: (act) => {
      if (db.inTransaction) return act();
      const value = db
        .transaction(() => {
          run('UPDATE meta SET generation = generation + 1');
          return act();
        })
        .immediate();
      written();
      return value;
    },
    onWritten(listener) {
      written = listener;
    },
    pages: file === null ? null : { file, changes },
    close: () => {
      if (!db.open) return;
      statements.clear();
      // While the file is held for this process alone SQLite empties its journal instead of removing it. Giving the
      // lock up with one more read removes it: what is left behind is one file.
      try {
        db.pragma('locking_mode = NORMAL');
        db.pragma('user_version');
      } finally {
        db.close();
        if (file !== null) closeRead(file);
      }
    },
  };
}

/** Of a file that was only read nothing can be lost; its failing must not make an end of the process of a lock. */
function closeRead(file: number): void {
  try {
    fs.closeSync(file);
  } catch (error) {
    reportFailure('database file', error);
  }
}
