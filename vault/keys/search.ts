import type { KeyDetails } from '../../common/keys/access-key';

/** What the search looks at. */
export type Searched = Pick<KeyDetails, 'name' | 'description' | 'accountId' | 'identityName'> & {
  accessKeyId: string;
  keyType: string;
};

/** Text as it is compared: case and width folded, the same on every system and in every language. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The indexed text of a key. A line for each field, so that no match runs from one field into the next. */
export function searchText(key: Searched): string {
  const fields = [key.name, key.description, key.accessKeyId, key.accountId, key.identityName, key.keyType];
  return fields.map((field) => fold(field).replace(/\s+/g, ' ')).join('\n');
}

/** A search as the database takes it: every part must match. */
export interface Search {
  /** FTS5 query for the words of three characters and more; `null` when there are none. */
  match: string | null;
  /** `LIKE` patterns (escape character `\`) for shorter words, which a trigram index can't find. */
  patterns: string[];
}

/** Most words of one search; more would only make the query long. */
const mostWords = 20;

/** The search that typed text means, or `null` for none. Words are separated by blanks; all must be in the key, in any field. */
export function searchFor(typed: string): Search | null {
  const words = fold(typed)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  if (words.length === 0) return null;
  const long = words.filter((word) => [...word].length >= 3);
  return {
    // Quoted strings are taken literally, whatever operators they hold; a quote is doubled.
    match: long.length === 0 ? null : long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    patterns: words.filter((word) => [...word].length < 3).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  };
}
