import { fail } from '../../../common/errors';
import type { Reader } from '../database/database';
import { openCopy } from '../database/open';
import { readSlots, slotsBytes } from '../slots/slots-file';
import { databaseIn, slotsIn } from './folders';

/** What a copy must have in common with the database that it was made from. */
export interface Contents {
  generation: number;
  /** The number of rows of each table. */
  rows: Readonly<Record<string, number>>;
}

const always = (): void => undefined;

const inQuotes = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Returns the names of the tables with content. The search index is left out, because it is made from rows that are
 * counted.
 */
export function tablesOf(database: Reader): string[] {
  const tables = `SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`;
  return database.all<{ name: string }>(tables).map(({ name }) => name);
}

/** Returns the generation and the numbers of rows as they are now. */
export function contentsOf(database: Reader): Contents {
  const generation = database.get<{ generation: number }>('SELECT generation FROM meta')?.generation ?? 0;
  // Counting the tables of the search index would read all of it in one turn, and nobody may have to wait for that.
  const counted = tablesOf(database).filter((name) => !name.startsWith('key_search'));
  const rows = counted.map((name): [string, number] => {
    const found = database.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${inQuotes(name)}`);
    return [name, found?.rows ?? 0];
  });
  return { generation, rows: Object.fromEntries(rows) };
}

/**
 * Reads a whole open database, table by table, with a pause after each. Errors: `vault-damaged` with this file, those
 * of SQLite.
 */
export async function checkTables(database: Reader, file: string, goOn = always): Promise<void> {
  for (const name of tablesOf(database)) {
    await readThrough(database, name, goOn);
    checkTable(database, name, file);
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
  }
}

/**
 * Checks a table and its indexes: that each page stands in one place of their trees, and that each value fits its
 * column. Takes time by the size of the table, whatever is in it. Errors: `vault-damaged`, those of SQLite.
 */
export function checkTable(database: Reader, name: string, file: string): void {
  // Each table is checked by its name. A check of the whole database would also compare the search index with its
  // rows, which takes ten times as long.
  const found = database.all<Record<string, unknown>>(`PRAGMA quick_check(${inQuotes(name)})`);
  if (found.length !== 1 || Object.values(found[0] ?? {})[0] !== 'ok')
    fail('vault-damaged', { file, part: 'database' });
}

/** The number of rows that are read in one turn. */
const stride = 200;

/**
 * Reads a table piece by piece. Afterwards its pages are decrypted and in the cache. The check of the table needs them,
 * and can't be done in pieces.
 */
async function readThrough(database: Reader, name: string, goOn: () => void): Promise<void> {
  const made = database.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', name);
  // Such tables have few rows.
  if (made?.sql.includes('WITHOUT ROWID')) return;
  const next = `SELECT *, rowid AS place FROM ${inQuotes(name)} WHERE rowid > ? ORDER BY rowid LIMIT ${stride}`;
  for (let last: number | null = Number.MIN_SAFE_INTEGER; last !== null; ) {
    last = database.all<{ place: number }>(next, last).at(-1)?.place ?? null;
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
  }
}

export interface Expected {
  /** The vault key, which opens the copy. */
  key: Uint8Array;
  vaultId: string;
  /** The bytes of its `slots.json`. */
  slots: Uint8Array;
  contents: Contents;
}

/**
 * Opens a copy in this folder as a restore would, and compares it with the database that it was made from. Errors:
 * `vault-damaged`, `vault-foreign`, those of the file system and of `goOn`.
 */
export async function verifyCopy(
  folder: string,
  { key, vaultId, slots, contents }: Expected,
  goOn = always,
): Promise<void> {
  if (!slotsBytes(readSlots(slotsIn(folder))).equals(slots)) {
    fail('vault-damaged', { file: slotsIn(folder), part: 'slots' });
  }
  const file = databaseIn(folder);
  const copy = openCopy(file, key, vaultId);
  try {
    if (JSON.stringify(contentsOf(copy)) !== JSON.stringify(contents))
      fail('vault-damaged', { file, part: 'database' });
    await checkTables(copy, file, goOn);
  } finally {
    copy.close();
  }
}
