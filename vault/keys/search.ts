import type { KeyDetails } from '../../common/keys/access-key';
import { fold } from '../store/database/sort-names';

/** The fields that are searched. */
export type Searched = Pick<KeyDetails, 'name' | 'description' | 'accountId' | 'identityName'> & {
  accessKeyId: string;
  keyType: string;
};

const ascii = /^[\0-\x7f]*$/;
const otherBlank = /[^\S ]| {2}/;

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

/** The highest number of words in one search. More would only make the query long. */
const mostWords = 20;

/** Returns the folded words of a typed text, each once. They are separated by blanks. */
export function searchWords(typed: string): string[] {
  const words = fold(typed)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '');
  return [...new Set(words.slice(0, mostWords))];
}

/**
 * Returns the condition on `key_search` that all of some folded words are in the text of a key. A trigram index can't
 * find a word of fewer than three characters.
 */
export function textCondition(words: readonly string[]): { sql: string; values: string[] } {
  const long = words.filter((word) => [...word].length >= 3);
  const short = words.filter((word) => [...word].length < 3);
  // A quoted string is taken literally, even if there are operators in it. A quotation mark in it is doubled.
  const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
  return {
    sql: [...(match === '' ? [] : ['text MATCH ?']), ...short.map(() => "text LIKE ? ESCAPE '\\'")].join(' AND '),
    values: [...(match === '' ? [] : [match]), ...short.map((word) => `%${literal(word)}%`)],
  };
}

const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&');
/** Returns the `LIKE` patterns (escape character `\`) for a text that begins with a word, or has one that does. */
export const likeBeginning = (word: string): [string, string] => [`${literal(word)}%`, `% ${literal(word)}%`];

/** Returns a pattern for `LIKE` (escape character `\`) for each word of a typed text. All of them must match. */
export const patternsFor = (typed: string): string[] => searchWords(typed).map((word) => `%${literal(word)}%`);
