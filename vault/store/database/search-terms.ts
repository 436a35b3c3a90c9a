import type BetterSqlite from 'better-sqlite3-multiple-ciphers';

/** The table of {@link openSearchTerms}. */
export const searchTerms = 'temp.key_term';

/**
 * Makes the index of the search readable as a table: each three letters that some text has, as `term`. It belongs to
 * the connection and not to the file, and has no rows of its own. Must be called for each connection that searches.
 */
export function openSearchTerms(db: BetterSqlite.Database): void {
  db.exec(`CREATE VIRTUAL TABLE ${searchTerms} USING fts5vocab (main, key_search, row)`);
}
