import type { Gathered, Writer } from '../store/database/database';
import { lettersOf } from '../store/database/letters';
import { type Searched, searchText } from './search';

/**
 * The texts by which the search finds keys. They are written at the end of a transaction: SQLite writes out the index
 * before each statement that may be undone by itself, and almost every statement on a key is one. For an import of many
 * keys, that cost more than everything else together.
 */

interface Noted {
  /** Keys of which the index has no row yet, by their numbers. */
  added: Map<number, string>;
  changed: Map<number, string>;
}

const texts: Gathered<Noted> = {
  begin: () => ({ added: new Map(), changed: new Map() }),
  end(writer, { added, changed }) {
    // One by one: several in one statement are slower, because that could be undone by itself.
    for (const [number, text] of added) {
      writer.runOne('INSERT INTO key_search (rowid, text) VALUES (?, ?)', number, text);
    }
    for (const [number, text] of changed) {
      writer.runOne('UPDATE key_search SET text = ? WHERE rowid = ?', text, number);
    }
  },
};

/** What the search needs of a key. */
export interface Indexed {
  text: string;
  /** For the column of this name. */
  letters: number;
}

export function indexed(key: Searched): Indexed {
  const text = searchText(key);
  return { text, letters: lettersOf(text) };
}

/** Notes new keys, which have the numbers from `first` on and their letters. Must be called inside a `write`. */
export function noteAdded(writer: Writer, first: number, keys: readonly Indexed[]): void {
  const { added } = writer.gathered(texts);
  for (const [index, { text }] of keys.entries()) added.set(first + index, text);
}

/** Notes new words of a key. Must be called inside a `write`. */
export function noteSearched(writer: Writer, number: number, key: Searched): void {
  const { added, changed } = writer.gathered(texts);
  const { text, letters } = indexed(key);
  (added.has(number) ? added : changed).set(number, text);
  writer.runOne('UPDATE access_key SET letters = ? WHERE number = ?', letters, number);
}

/** Notes that a key is gone. What the index has of it has gone with its row. */
export function forgetSearched(writer: Writer, number: number): void {
  const { added, changed } = writer.gathered(texts);
  added.delete(number);
  changed.delete(number);
}
