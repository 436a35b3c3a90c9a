import type { KeyDetails } from '../../common/keys/access-key';
import { isLetter, lettersOf } from '../store/database/letters';
import { searchTerms } from '../store/database/search-terms';
import { fold } from '../store/database/sort-names';
import type { Condition } from './condition';

/** The fields that are searched. */
export type Searched = Pick<KeyDetails, 'name' | 'description' | 'accountId' | 'identityName'> & {
  accessKeyId: string;
  keyType: string;
};

const ascii = /^[\0-\x7f]*$/;
const otherBlank = /[^\S ]| {2}/;

/**
 * Returns the indexed text of a key. Each field has a line of its own, so that no match goes from one field into the
 * next. The last line has an end too, so that the index knows its last two letters (`019-letters.ts`).
 */
export function searchText(key: Searched): string {
  const fields = [key.name, key.description, key.accessKeyId, key.accountId, key.identityName, key.keyType];
  const all = fields.join('\n');
  // Almost all texts are of ASCII, and none of their blanks is to be replaced.
  const plain = ascii.test(all) && fields.every((field) => !otherBlank.test(field));
  const text = plain ? all.toLowerCase() : fields.map((field) => fold(field).replace(/\s+/g, ' ')).join('\n');
  return key.keyType === '' ? text : `${text}\n`;
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
 * Returns a statement for the numbers of the keys whose text has all of some folded words. It grows with what is found,
 * and hardly with the vault.
 */
export function textSelect(words: readonly string[]): Condition {
  const [single, indexed] = [words.filter(isLetter), words.filter((word) => !isLetter(word))];
  const letters = lettersOf(single.join(''));
  const ofLetters: Condition = {
    sql: 'SELECT number FROM access_key WHERE letters & ? = ?',
    values: [letters, letters],
  };
  if (indexed.length === 0) return ofLetters;
  const matches = indexed.map(matchOf);
  const match = matches.map(({ sql }) => sql).join(" || ' AND ' || ");
  // The sign keeps SQLite from asking the index for each key that has the letters.
  const also = single.length === 0 ? '' : `AND +rowid IN (${ofLetters.sql})`;
  return {
    sql: `SELECT rowid FROM key_search WHERE text MATCH ${match} ${also}`,
    values: [...matches.flatMap(({ values }) => values), ...(single.length === 0 ? [] : ofLetters.values)],
  };
}

/** Returns the same as a condition that looks at one key `k` only. */
export function textTest(words: readonly string[]): Condition {
  const text = '(SELECT text FROM key_search WHERE rowid = k.number)';
  return { sql: words.map(() => `instr(${text}, ?) > 0`).join(' AND '), values: [...words] };
}

/**
 * Returns what the index is asked for a word, as SQL. It knows three letters that stand together. So fewer are asked for
 * by all the threes that begin with them, and that are in some text.
 */
function matchOf(word: string): Condition {
  // A quoted string is taken literally, even if there are operators in it. A quotation mark in it is doubled.
  if ([...word].length >= 3) return { sql: '?', values: [`"${word.replaceAll('"', '""')}"`] };
  const quoted = `'"' || replace(term, '"', '""') || '"'`;
  return {
    // Without any, capital letters are asked for, which no folded text has.
    sql: `'(' || coalesce((SELECT group_concat(${quoted}, ' OR ') FROM ${searchTerms} WHERE term BETWEEN ? AND ?),
      '"AAA"') || ')'`,
    values: [word, `${word}${'\u{10ffff}'.repeat(2)}`],
  };
}

const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&');
/** Returns the `LIKE` patterns (escape character `\`) for a text that begins with a word, or has one that does. */
export const likeBeginning = (word: string): [string, string] => [`${literal(word)}%`, `% ${literal(word)}%`];

/** Returns a pattern for `LIKE` (escape character `\`) for each word of a typed text. All of them must match. */
export const patternsFor = (typed: string): string[] => searchWords(typed).map((word) => `%${literal(word)}%`);
