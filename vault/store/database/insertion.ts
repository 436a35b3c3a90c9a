import type { Value, Writer } from './database';

/** Rows of one table that are inserted by few statements. */
export interface Insertion {
  table: string;
  /** Columns that differ from row to row. */
  own: readonly string[];
  /** Columns in which rows that come together mostly have the same values. */
  shared: readonly string[];
}

/** The values of a row, in the order of the columns. */
export interface InsertedRow {
  own: readonly Value[];
  shared: readonly Value[];
}

interface Statements {
  /** By the number of rows. */
  together: string[];
  apart: string[];
}

const made = new Map<string, Statements>();

/**
 * The numbers of rows of one statement. With more of them a row costs less, but rows that wait live longer, and collecting
 * them costs more. Each number is a statement that is kept.
 */
const sizes = [100, 10, 1] as const;
export const mostRows = sizes[0];

/** Cuts rows into parts for {@link insertRows}, in their order. */
export function* inParts<T>(rows: readonly T[]): Generator<readonly T[]> {
  let at = 0;
  for (const size of sizes) {
    for (; rows.length - at >= size; at += size) yield rows.slice(at, at + size);
  }
}

/**
 * Inserts rows by one statement. If it refuses one of them, none is inserted. Binding a value takes about as long as
 * storing it, so what all rows have in common is bound once. Each statement is kept for its number of rows, so there are
 * as many as {@link inParts} gives. Errors: those of {@link Writer.runMany}.
 */
export function insertRows(database: Writer, into: Insertion, rows: readonly InsertedRow[]): void {
  const [first] = rows;
  if (!first) return;
  const isTogether =
    rows.length > 1 && rows.every(({ shared }) => shared.every((value, at) => value === first.shared[at]));
  const values: Value[] = [];
  for (const { own, shared } of rows) {
    for (const value of own) values.push(value);
    if (!isTogether) for (const value of shared) values.push(value);
  }
  const named = isTogether ? first.shared.map((value, at) => [nameOf(at), value] as const) : [];
  database.runMany(rows.length, statementOf(into, isTogether, rows.length), values, Object.fromEntries(named));
}

const nameOf = (at: number) => `shared${at}`;

function statementOf({ table, own, shared }: Insertion, isTogether: boolean, rows: number): string {
  const known = made.get(table) ?? { together: [], apart: [] };
  made.set(table, known);
  const kept = isTogether ? known.together : known.apart;
  const columns = [...own, ...shared];
  const row = [...own.map(() => '?'), ...shared.map((_, at) => (isTogether ? `@${nameOf(at)}` : '?'))].join(', ');
  const all = () => Array(rows).fill(`(${row})`).join(', ');
  const statement = kept[rows] ?? `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${all()}`;
  kept[rows] = statement;
  return statement;
}
