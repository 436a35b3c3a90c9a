import type { ColumnMapping } from '../../../common/csv/table';
import { bareValue, looksLikeAccessKeyId } from './shapes';
import type { Table } from './table';
import { meaningsOf, namesPassword } from './titles';

/**
 * Exports of password managers and browsers. Their titles say "user" and "password", and only some of their rows are
 * keys. The passwords of the other rows are nobody's business here.
 */

/** Returns whether these are the titles of such an export: a user and a password, and no AccessKey ID by name. */
export function namesLogin(header: readonly string[]): boolean {
  const user = header.findIndex((title) => meaningsOf(title).has('identityName'));
  const password = header.findIndex(namesPassword);
  return user >= 0 && password >= 0 && !header.some((title) => meaningsOf(title).has('accessKeyId'));
}

/** Returns whether only those rows of a table are keys whose ID has the shape of one. */
export function isOfLogins({ header, rows }: Table, { accessKeyId, secret }: ColumnMapping): boolean {
  if (header === null || accessKeyId === null || secret === null || !namesLogin(header)) return false;
  return rows.some(({ fields }) => looksLikeAccessKeyId(bareValue(fields[accessKeyId] ?? '')));
}
