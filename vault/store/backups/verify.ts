import { fail } from '../../../common/errors';
import type { VaultDatabase } from '../database/database';
import { openCopy } from '../database/open';
import { readSlots } from '../slots/slots-file';
import type { Slots } from '../slots/slots-format';
import { hashOf } from '../slots/slots-hash';
import { databaseIn, slotsIn } from './folders';

/** What a copy must have in common with the database it was made of. */
export interface Contents {
  generation: number;
  /** Rows of each table. */
  rows: Readonly<Record<string, number>>;
}

const always = (): void => undefined;

const inQuotes = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The tables that hold something. The search index itself is left out: it is made anew from rows that are counted. */
function tablesOf(database: VaultDatabase): string[] {
  const tables = `SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`;
  return database.all<{ name: string }>(tables).map(({ name }) => name);
}

/** Generation and rows as they are now. */
export function contentsOf(database: VaultDatabase): Contents {
  const generation = database.get<{ generation: number }>('SELECT generation FROM meta')?.generation ?? 0;
  // Counting the tables of the search index would read all of it, in a turn that nobody may wait for.
  const counted = tablesOf(database).filter((name) => !name.startsWith('key_search'));
  const rows = counted.map((name): [string, number] => {
    const found = database.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${inQuotes(name)}`);
    return [name, found?.rows ?? 0];
  });
  return { generation, rows: Object.fromEntries(rows) };
}

/**
 * Reads an open database through, table by table and with a pause after each. Errors: `vault-damaged` with this file,
 * those of SQLite.
 */
export async function checkTables(database: VaultDatabase, file: string, goOn = always): Promise<void> {
  for (const name of tablesOf(database)) {
    await readThrough(database, name, goOn);
    // By name: the check of the whole would also compare the search index with its rows, which takes ten times as long.
    const found = database.all<Record<string, unknown>>(`PRAGMA quick_check(${inQuotes(name)})`);
    if (found.length !== 1 || Object.values(found[0] ?? {})[0] !== 'ok')
      fail('vault-damaged', { file, part: 'database' });
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
  }
}

/** Rows read in one turn. */
const stride = 200;

/**
 * Reads a table piece by piece, so that its pages are decrypted and at hand when it is checked as a whole, which can't be
 * done in pieces.
 */
async function readThrough(database: VaultDatabase, name: string, goOn: () => void): Promise<void> {
  const made = database.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', name);
  // Those have few rows.
  if (made?.sql.includes('WITHOUT ROWID')) return;
  const next = `SELECT *, rowid AS place FROM ${inQuotes(name)} WHERE rowid > ? ORDER BY rowid LIMIT ${stride}`;
  for (let last: number | null = Number.MIN_SAFE_INTEGER; last !== null; ) {
    last = database.all<{ place: number }>(next, last).at(-1)?.place ?? null;
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
  }
}

export interface Expected {
  /** Opens the copy. */
  key: Uint8Array;
  slots: Slots;
  contents: Contents;
}

/**
 * Opens a copy in this folder as a restore would, and compares it with what it was made of. Errors: `vault-damaged`,
 * `vault-foreign`, those of the file system and of `goOn`.
 */
export async function verifyCopy(folder: string, { key, slots, contents }: Expected, goOn = always): Promise<void> {
  if (!hashOf(readSlots(slotsIn(folder))).equals(hashOf(slots))) {
    fail('vault-damaged', { file: slotsIn(folder), part: 'slots' });
  }
  const file = databaseIn(folder);
  const copy = openCopy(file, key, slots.vaultId);
  try {
    if (JSON.stringify(contentsOf(copy)) !== JSON.stringify(contents))
      fail('vault-damaged', { file, part: 'database' });
    await checkTables(copy, file, goOn);
  } finally {
    copy.close();
  }
}
