import type { KeyScope } from '../../common/accounts/account';
import type { KeyPage, KeyQuery, KeyRow, ProviderCount, SortColumn } from '../../common/keys/access-key';
import { inOrder, providerIds, type StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { isUnassigned } from './accounts/tree';
import { searchFor } from './search';

/** A key as the database returns it. It differs from {@link KeyRow} only in the types that SQLite doesn't have. */
export type StoredRow = Omit<KeyRow, 'isDefault'> & { isDefault: 0 | 1 };

/** The columns of a {@link StoredRow}, for a statement over {@link keyTables}. */
export const rowColumns = `
  k.id, k.profile AS provider, k.name, k.access_key_id AS accessKeyId, a.root_account_id AS accountId, i.kind AS identityKind,
  i.name AS identityName, k.key_type AS keyType, k.credential, k.status, k.is_default AS isDefault,
  k.created_at AS createdAt, k.expires_at AS expiresAt,
  CASE WHEN k.reveal_state = 'pending' AND k.taken_at IS NOT NULL THEN 'taken' ELSE k.reveal_state END AS reveal,
  k.rotation_days AS rotationDays`;
export const keyTables = 'access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account';

const sortTerms: Readonly<Record<SortColumn, string>> = {
  name: 'k.name_folded',
  accessKeyId: 'k.access_key_id COLLATE NOCASE',
  account: 'a.root_account_id COLLATE NOCASE',
  user: 'i.name COLLATE NOCASE',
  type: 'k.key_type',
  status: 'k.status',
  default: 'k.is_default',
  age: 'k.created_at',
};

function orderBy({ column, direction }: KeyQuery['sort']): string {
  // An older key has a greater age, so the order is the reverse of the time's.
  const down = (direction === 'descending') !== (column === 'age');
  return `${sortTerms[column]} ${down ? 'DESC' : 'ASC'}, k.name_folded, k.id`;
}

/** Returns the condition on `access_key k` for what the list is narrowed to (with `WHERE`; empty: every key). */
export function narrowedTo(query: Pick<KeyQuery, 'provider' | 'scope' | 'text'>): {
  where: string;
  values: (string | number)[];
} {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  if (query.provider !== null) {
    conditions.push('k.profile = ?');
    values.push(query.provider);
  }
  if (query.scope) {
    const scope = scopeCondition(query.scope);
    conditions.push(scope.sql);
    values.push(...scope.values);
  }
  const search = searchFor(query.text);
  if (search) {
    const parts = [
      ...(search.match === null ? [] : ['text MATCH ?']),
      ...search.patterns.map(() => "text LIKE ? ESCAPE '\\'"),
    ];
    conditions.push(`k.number IN (SELECT rowid FROM key_search WHERE ${parts.join(' AND ')})`);
    values.push(...(search.match === null ? [] : [search.match]), ...search.patterns);
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}

/** Returns one window of the list, and how many rows match in all. */
export function listKeys(database: Reader, query: KeyQuery): KeyPage {
  const { where, values } = narrowedTo(query);
  const total =
    database.get<{ total: number }>(`SELECT count(*) AS total FROM access_key k ${where}`, ...values)?.total ?? 0;
  const rows = database.all<StoredRow>(
    `SELECT ${rowColumns} FROM ${keyTables} ${where}
     ORDER BY ${orderBy(query.sort)} LIMIT ? OFFSET ?`,
    ...values,
    query.limit,
    query.offset,
  );
  return { total, offset: query.offset, rows: rows.map(toRow) };
}

function scopeCondition(scope: KeyScope): { sql: string; values: number[] } {
  switch (scope.kind) {
    case 'identity':
      return { sql: 'k.identity = ?', values: [scope.id] };
    case 'account':
      return { sql: 'k.identity IN (SELECT id FROM identity WHERE account = ?)', values: [scope.id] };
    case 'unassigned': {
      const those = `SELECT i.id FROM identity i JOIN account a ON a.id = i.account WHERE ${isUnassigned}`;
      return { sql: `k.identity IN (${those})`, values: [] };
    }
  }
}

/**
 * Returns the number of keys of each provider, in the interface's order: every provider that is known, and every other
 * one that has keys.
 */
export function countKeys(database: Reader): ProviderCount[] {
  const found = database.all<{ provider: StoredProviderId; keys: number }>(
    'SELECT profile AS provider, count(*) AS keys FROM access_key GROUP BY profile',
  );
  const counts = new Map(found.map(({ provider, keys }) => [provider, keys]));
  return inOrder([...new Set([...providerIds, ...counts.keys()])]).map((provider) => ({
    provider,
    keys: counts.get(provider) ?? 0,
  }));
}

/** Turns a row of the database into a row of the list. */
export function toRow(stored: StoredRow): KeyRow {
  return { ...stored, isDefault: stored.isDefault === 1 };
}
