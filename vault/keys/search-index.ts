import type { Gathered, Writer } from '../store/database/database';
import { type Searched, searchText } from './search';

/**
 * The texts by which the search finds keys. They are written at the end of a transaction: SQLite writes out the index
 * before each statement that may be undone by itself, and almost every statement on a key is one. For an import of many
 * keys, that cost more than everything else together.
 */

interface Noted {
  text: string;
  /** The index has no row of this key yet. */
  added: boolean;
}

/** By the key's number. */
const texts: Gathered<Map<number, Noted>> = {
  begin: () => new Map(),
  end(writer, noted) {
    for (const [number, { text, added }] of noted) {
      if (added) writer.runOne('INSERT INTO key_search (rowid, text) VALUES (?, ?)', number, text);
      else writer.runOne('UPDATE key_search SET text = ? WHERE rowid = ?', text, number);
    }
  },
};

/** Notes a new key, or new words of a key. Must be called inside a `write`. */
export function noteSearched(writer: Writer, number: number, key: Searched, how: 'added' | 'changed'): void {
  const noted = writer.gathered(texts);
  noted.set(number, { text: searchText(key), added: how === 'added' || noted.get(number)?.added === true });
}

/** Notes that a key is gone. What the index has of it has gone with its row. */
export function forgetSearched(writer: Writer, number: number): void {
  writer.gathered(texts).delete(number);
}
