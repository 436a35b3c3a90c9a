import type { KeyScope } from '../../common/accounts/account';
import type { KeyPage, KeyQuery, KeyRow, KeySort, ProviderCount, SortColumn } from '../../common/keys/access-key';
import { providerIds } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { countByProvider, countCare, countOf } from './counts';
import { agedFrom, lastUse, narrowedTo, searchedOnly } from './filter';

/** A key as the database returns it. It differs from {@link KeyRow} only in the types that SQLite doesn't have. */
export type StoredRow = Omit<KeyRow, 'isDefault' | 'tags'> & {
  isDefault: 0 | 1;
  /** A list in JSON. */
  tags: string;
};

/** The columns of a {@link StoredRow}, for a statement over {@link keyTables}. */
export const rowColumns = `
  k.id, k.profile AS provider, k.name, k.access_key_id AS accessKeyId, a.root_account_id AS accountId, i.kind AS identityKind,
  i.name AS identityName, k.key_type AS keyType, k.credential, k.status, k.is_default AS isDefault,
  k.created_at AS createdAt, k.expires_at AS expiresAt,
  CASE WHEN k.reveal_state = 'pending' AND k.taken_at IS NOT NULL THEN 'taken' ELSE k.reveal_state END AS reveal,
  k.rotation_days AS rotationDays, k.provider_created_at AS providerCreatedAt, k.provider_used_at AS providerUsedAt,
  k.last_used_at AS lastUsedAt, k.leaked_at AS leakedAt, k.due_at AS dueAt, k.warn_at AS warnAt,
  (SELECT json_group_array(t.tag) FROM key_tag t WHERE t.key = k.number) AS tags`;
export const keyTables = 'access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account';

// These are texts of our own providers. Nothing in them comes from outside.
const places = providerIds.map((id, at) => `WHEN '${id}' THEN ${at}`).join(' ');
/** One that only a later Keyfold knows comes last. */
const providerPlace = `CASE k.profile ${places} ELSE ${providerIds.length} END`;

/** A term that a list is sorted by, and whether it has no value for some keys. Those always come last. */
const sortTerms: Readonly<Record<SortColumn, { term: string; sparse?: true }>> = {
  name: { term: 'k.name_folded' },
  accessKeyId: { term: 'k.access_key_id COLLATE NOCASE' },
  provider: { term: providerPlace },
  account: { term: 'a.root_account_id COLLATE NOCASE' },
  user: { term: 'i.name COLLATE NOCASE' },
  type: { term: 'k.key_type' },
  status: { term: 'k.status' },
  default: { term: 'k.is_default' },
  age: { term: agedFrom },
  created: { term: agedFrom },
  used: { term: lastUse, sparse: true },
  due: { term: 'k.due_at', sparse: true },
  expires: { term: 'k.expires_at', sparse: true },
};

/** Which of the tables of {@link keyTables} a sort needs. The others are not joined to find the rows of a window. */
const sortTables: Readonly<Partial<Record<SortColumn, string>>> = { account: keyTables, user: keyTables };

/** Returns the first term of a sort and its direction. Keys that are equal in it are sorted by name and id, upwards. */
export function firstTerm({ column, direction }: KeySort): { term: string; down: boolean; sparse: boolean } {
  const { term, sparse = false } = sortTerms[column];
  // An older key has a greater age, so the order is the reverse of the time's.
  return { term, down: (direction === 'descending') !== (column === 'age'), sparse };
}

/** Returns the order of a sort, or of the same sort from its end. */
function orderBy(sort: KeySort, backwards: boolean): string {
  const { term, down, sparse } = firstTerm(sort);
  const way = (isDown: boolean) => (isDown !== backwards ? 'DESC' : 'ASC');
  const nulls = sparse ? ` NULLS ${backwards ? 'FIRST' : 'LAST'}` : '';
  // A term that stands twice would keep SQLite from the index.
  const ties = sort.column === 'name' ? `k.id ${way(false)}` : `k.name_folded ${way(false)}, k.id ${way(false)}`;
  return `${term} ${way(down)}${nulls}, ${ties}`;
}

/** Returns one window of the list, and how many rows match in all. `now` in milliseconds since the epoch. */
export function listKeys(database: Reader, query: KeyQuery, now: number): KeyPage {
  const total = knownTotal(database, query, now) ?? countRows(database, query, now);
  // A window near the end is found from there: to skip rows takes time.
  const backwards = query.offset > total / 2;
  const limit = Math.min(query.limit, Math.max(0, total - query.offset));
  const offset = backwards ? total - query.offset - limit : query.offset;
  const window = { limit, offset: Math.max(0, offset), order: orderBy(query.sort, backwards) };
  const numbers = walkedNumbers(database, query, now, total, window) ?? foundNumbers(database, query, now, window);
  // The rows of the window are found first, so that only they are read whole.
  const rows = database.all<StoredRow>(
    `SELECT ${rowColumns} FROM ${keyTables} WHERE k.number IN (SELECT value FROM json_each(?))
     ORDER BY ${orderBy(query.sort, false)}`,
    JSON.stringify(numbers),
  );
  return { total, offset: query.offset, rows: rows.map(toRow) };
}

/** Returns these keys in this order. Those that are not there are left out. */
export function rowsOf(database: Reader, ids: readonly string[]): KeyRow[] {
  const rows = database.all<StoredRow>(
    `SELECT ${rowColumns} FROM ${keyTables} WHERE k.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const found = new Map(rows.map((row) => [row.id, toRow(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Rows in this order that are left out, and rows that are taken then. */
interface Window {
  order: string;
  offset: number;
  limit: number;
}

type Numbered = { number: number };

/** Finds the rows of a window among all that match. */
function foundNumbers(database: Reader, query: KeyQuery, now: number, { order, offset, limit }: Window): number[] {
  const { where, values } = narrowedTo(query, now);
  const rows = database.all<Numbered>(
    `SELECT k.number FROM ${sortTables[query.sort.column] ?? 'access_key k'} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  return rows.map(({ number }) => number);
}

/** How many times as many rows are looked at as the window needs if what matches is spread evenly. */
const spare = 4;

/**
 * Finds them among the first rows of an index that has the list's order, as long as many enough of all keys match. So it
 * takes no longer the more there are. Returns `null` if that doesn't pay, or if too few of those rows match.
 */
function walkedNumbers(
  database: Reader,
  query: KeyQuery,
  now: number,
  total: number,
  { order, offset, limit }: Window,
): number[] | null {
  const { sort, provider, ...more } = query;
  if (!walked.has(sort.column) || total === 0) return null;
  const test = narrowedTo(query, now, 'test');
  if (test.where === '') return null;
  // One index has the names of each provider.
  const ofProvider = sort.column === 'name' && provider !== null;
  if (ofProvider && narrowedTo({ ...more, provider: null }, now).where === '') return null;
  const counts = countByProvider(database);
  const keys = ofProvider ? (counts.get(provider) ?? 0) : sumOf(counts);
  const most = Math.ceil((spare * (offset + limit) * keys) / total);
  if (most > total / 2) return null;
  const rows = database.all<Numbered>(
    // The join says which comes first: the rows of the index, and not those that another index has.
    `SELECT k.number FROM (SELECT k.number AS first FROM access_key k ${ofProvider ? 'WHERE k.profile = ?' : ''}
       ORDER BY ${order} LIMIT ?) CROSS JOIN access_key k ON k.number = first
     ${test.where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...(ofProvider ? [provider] : []),
    most,
    ...test.values,
    limit,
    offset,
  );
  return rows.length === limit ? rows.map(({ number }) => number) : null;
}

/** The columns whose order an index has for all keys. */
const walked: ReadonlySet<SortColumn> = new Set(['name', 'age', 'created']);

const sumOf = (counts: ReadonlyMap<unknown, number>) => [...counts.values()].reduce((sum, keys) => sum + keys, 0);

function countRows(database: Reader, query: KeyQuery, now: number): number {
  const searched = searchedOnly(query, now);
  const { where, values } = searched ? { where: '', values: searched.values } : narrowedTo(query, now);
  const from = searched ? `(${searched.sql})` : 'access_key k';
  return database.get<{ total: number }>(`SELECT count(*) AS total FROM ${from} ${where}`, ...values)?.total ?? 0;
}

/** Returns how many rows match, if the vault has that number and needn't count; otherwise `null`. */
function knownTotal(database: Reader, { provider, scope, text, filter }: KeyQuery, now: number): number | null {
  if (text.trim() !== '') return null;
  const { care, ...more } = filter ?? {};
  if (Object.values(more).some((value) => value !== undefined)) return null;
  if (scope) return care === undefined && provider === null ? scopeTotal(database, scope) : null;
  if (care !== undefined) return countCare(database, care, now, provider);
  const counts = countByProvider(database);
  return provider === null ? sumOf(counts) : (counts.get(provider) ?? 0);
}

function scopeTotal(database: Reader, scope: KeyScope): number {
  const find = {
    account: 'SELECT keys FROM account WHERE id = ?',
    identity: 'SELECT long_term + temporary AS keys FROM identity WHERE id = ?',
  };
  if (scope.kind === 'unassigned') return countOf(database, 'unassigned');
  return database.get<{ keys: number }>(find[scope.kind], scope.id)?.keys ?? 0;
}

/**
 * Returns the number of keys of each provider, in the interface's order: every provider that is known, and every other
 * one that has keys.
 */
export const countKeys = (database: Reader): ProviderCount[] =>
  [...countByProvider(database)].map(([provider, keys]) => ({ provider, keys }));

/** Turns a row of the database into a row of the list. */
export function toRow(stored: StoredRow): KeyRow {
  return { ...stored, isDefault: stored.isDefault === 1, tags: JSON.parse(stored.tags) as number[] };
}
