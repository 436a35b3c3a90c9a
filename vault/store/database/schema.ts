import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { fail, type SchemaPart } from '../../../common/errors';
import { migrate, migrations } from './migrations';

/**
 * The schema of a database must be what the migrations make, to the letter. Whoever has the key can add a trigger that
 * swallows a deletion, a view in place of a table that never ends, or an index that hides rows. Keyfold would open such
 * a file, and would do and log things that did not happen. So the schema is compared before any row is read.
 */

interface Entry {
  type: string;
  name: string;
  table: string;
  sql: string | null;
  /** The first page of a table or an index; 0 for the others. */
  root: number;
}

const select = 'SELECT type, name, tbl_name AS "table", sql, rootpage AS root FROM sqlite_schema';

const keyOf = ({ type, name }: Entry) => `${type} ${name}`;

const made = new Map<number, ReadonlyMap<string, Entry>>();

/**
 * Returns what the migrations make up to this version. The first call for a version takes some milliseconds, because it
 * makes a database in memory. An unlock makes this call while it waits for the password's derivation.
 */
export function schemaMade(version: number): ReadonlyMap<string, Entry> {
  const known = made.get(version);
  if (known) return known;
  const db = new BetterSqlite(':memory:');
  try {
    migrate(
      db,
      migrations.filter((step) => step.version <= version),
    );
    const entries = new Map(
      db
        .prepare<[], Entry>(select)
        .all()
        .map((entry) => [keyOf(entry), entry]),
    );
    made.set(version, entries);
    return entries;
  } finally {
    db.close();
  }
}

/**
 * Refuses a database whose schema is not what the migrations make for its `user_version`, which the caller has checked
 * to be a known one. Reads the schema, and no row of any table. Takes less than a millisecond if {@link schemaMade} was
 * called before. `file` is for the error. Errors: `vault-altered`, which names the first part that differs.
 */
export function refuseForeignSchema(db: BetterSqlite.Database, file: string): void {
  const expected = schemaMade(Number(db.pragma('user_version', { simple: true })));
  // More rows than that have a foreign one among them, so the others need not be read.
  const found = db.prepare<[number], Entry>(`${select} LIMIT ?`).all(expected.size + 1);
  const refuse = (entry: Entry, how: 'extra' | 'missing' | 'changed') =>
    fail('vault-altered', { file, what: partOf(entry.type), name: shown(entry.name), how });
  const missing = new Map(expected);
  const roots = new Set<number>();
  for (const entry of found) {
    const wanted = missing.get(keyOf(entry));
    missing.delete(keyOf(entry));
    // Two tables with one first page would be two names for the same rows.
    const shared = entry.root !== 0 && roots.has(entry.root);
    roots.add(entry.root);
    if (!wanted) refuse(entry, 'extra');
    else if (shared || entry.table !== wanted.table || entry.sql !== wanted.sql) refuse(entry, 'changed');
  }
  for (const entry of missing.values()) refuse(entry, 'missing');
}

const parts: readonly string[] = ['table', 'view', 'index', 'trigger'] satisfies SchemaPart[];

const partOf = (type: unknown): SchemaPart => parts.find((part): part is SchemaPart => part === type) ?? 'table';

/** Returns a name as a person may see it. It comes from the file, so only plain characters of it are kept. */
const shown = (name: unknown): string =>
  String(name)
    .slice(0, 64)
    .replace(/[^\w-]/g, '?');
