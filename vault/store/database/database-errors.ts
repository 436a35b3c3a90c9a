import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import type { AppError } from '../../../common/errors';

/**
 * Returns the error that a person sees for an error of SQLite, or `null` if the error is not one of SQLite. `file` is
 * the database.
 */
export function databaseError(error: unknown, file: string): AppError | null {
  if (!(error instanceof BetterSqlite.SqliteError)) return null;
  const { code } = error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'vault-in-use' };
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return { code: 'vault-damaged', file, part: 'database' };
  }
  if (code === 'SQLITE_FULL') return { code: 'disk-full' };
  if (code.startsWith('SQLITE_READONLY')) return { code: 'read-only', path: file };
  if (code === 'SQLITE_PERM') return { code: 'no-permission', path: file };
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN'))
    return { code: 'io', path: file, system: code };
  return null;
}
