import type { KeyDetails } from '../../common/keys/access-key';

/** The fields that are searched. */
export type Searched = Pick<KeyDetails, 'name' | 'description' | 'accountId' | 'identityName'> & {
  accessKeyId: string;
  keyType: string;
};

const ascii = /^[\0-\x7f]*$/;
const otherBlank = /[^\S ]| {2}/;

/**
 * Returns a text in the form in which it is compared. Case and width are folded, in the same way on every system and in
 * every language.
 */
export function fold(text: string): string {
  // ASCII has one form only.
  return (ascii.test(text) ? text : text.normalize('NFKC')).toLowerCase();
}

/**
 * Returns the indexed text of a key. Each field has a line of its own, so that no match goes from one field into the
 * next.
 */
export function searchText(key: Searched): string {
  const fields = [key.name, key.description, key.accessKeyId, key.accountId, key.identityName, key.keyType];
  const all = fields.join('\n');
  // Almost all texts are of ASCII, and none of their blanks is to be replaced.
  if (ascii.test(all) && fields.every((field) => !otherBlank.test(field))) return all.toLowerCase();
  return fields.map((field) => fold(field).replace(/\s+/g, ' ')).join('\n');
}

/** A search as the database takes it: every part must match. */
export interface Search {
  /** The FTS5 query for the words of three characters and more; `null` if there are none. */
  match: string | null;
  /** `LIKE` patterns (escape character `\`) for shorter words, which a trigram index can't find. */
  patterns: string[];
}

/** The highest number of words in one search. More would only make the query long. */
const mostWords = 20;

/**
 * Returns the search for a typed text, or `null` if there is nothing to search for. Words are separated by blanks. All
 * must be in the key, in any field.
 */
export function searchFor(typed: string): Search | null {
  const words = wordsOf(typed);
  if (words.length === 0) return null;
  const long = words.filter((word) => [...word].length >= 3);
  return {
    // A quoted string is taken literally, even if there are operators in it. A quotation mark in it is doubled.
    match: long.length === 0 ? null : long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    patterns: words.filter((word) => [...word].length < 3).map(patternOf),
  };
}

const patternOf = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

function wordsOf(typed: string): string[] {
  return fold(typed)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords);
}

/** Returns a pattern for `LIKE` (escape character `\`) for each word of a typed text. All of them must match. */
export const patternsFor = (typed: string): string[] => wordsOf(typed).map(patternOf);
