import type { PlaceQuery } from '../../common/keys/access-key';
import type { Reader } from '../store/database/database';
import { narrowedTo } from './filter';
import { firstTerm, keyTables } from './list';

/**
 * Returns the place of a key in a list, from 0: how many keys of the list come before it; `null` if the list doesn't
 * have it. The order is that of `listKeys`. `now` in milliseconds since the epoch.
 */
export function placeOf(database: Reader, query: PlaceQuery, now: number): number | null {
  const { where, values } = narrowedTo(query, now);
  const and = where === '' ? 'WHERE' : `${where} AND`;
  const { term, down, sparse } = firstTerm(query.sort);
  const own = database.get<{ value: string | number | null; name: string }>(
    `SELECT ${term} AS value, k.name_folded AS name FROM ${keyTables} ${and} k.id = ?`,
    ...values,
    query.id,
  );
  if (!own) return null;
  // Most sorts need only the table of the keys, so that an index can answer.
  const tables = /\b[ai]\./.test(term) ? keyTables : 'access_key k';
  const count = (sql: string, ...more: (string | number)[]): number =>
    database.get<{ found: number }>(`SELECT count(*) AS found FROM ${tables} ${and} ${sql}`, ...values, ...more)
      ?.found ?? 0;
  const { value, name } = own;
  // Keys without a value come last.
  if (value === null) {
    const known = count(`${term} IS NOT NULL`);
    return known + count(`${term} IS NULL AND (k.name_folded, k.id) < (?, ?)`, name, query.id);
  }
  const before = count(`${term} ${down ? '>' : '<'} ?${sparse ? ` AND ${term} IS NOT NULL` : ''}`, value);
  return before + count(`${term} = ? AND (k.name_folded, k.id) < (?, ?)`, value, name, query.id);
}
