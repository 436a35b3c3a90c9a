/** The words of a name, however it is written. */

export interface Word {
  /** In lower case. */
  text: string;
  /** Where it begins in the name. */
  start: number;
}

// An abbreviation ends before the last of its capitals if a small letter follows.
const wordPattern = /\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+\d*|\p{Lu}|\d+/gu;

/** Returns the words with their places. */
export function splitWords(name: string): Word[] {
  return [...name.matchAll(wordPattern)].map((match) => ({ text: match[0].toLowerCase(), start: match.index }));
}

/** Returns the words of a name: `OSSAccessKeyID`, `oss_access_key_id` and `oss.access-key.id` have the same. */
export function wordsOf(name: string): string[] {
  return splitWords(name).map(({ text }) => text);
}
