import type BetterSqlite from 'better-sqlite3-multiple-ciphers';

/** The signs that a text has or hasn't, as a number with a bit for each. It stands beside the text of every key. */

/** The place of a sign is its bit, so none may move. A JavaScript number is exact for so many. */
const signs = "abcdefghijklmnopqrstuvwxyz0123456789-_./:@,()#+&'=%*";

const bitOf = new Int8Array(128).fill(-1);
for (let bit = 0; bit < signs.length; bit += 1) bitOf[signs.charCodeAt(bit)] = bit;

/** Bits of one half. Operators of JavaScript take 32. */
const half = 26;

/** Returns whether a folded word is one sign that has a bit. */
export const isLetter = (word: string): boolean => word.length === 1 && (bitOf[word.charCodeAt(0)] ?? -1) >= 0;

/** Returns the bits of the signs in a folded text. */
export function lettersOf(text: string): number {
  let low = 0;
  let high = 0;
  for (let at = 0; at < text.length; at += 1) {
    const bit = bitOf[text.charCodeAt(at)] ?? -1;
    if (bit >= half) high |= 1 << (bit - half);
    else if (bit >= 0) low |= 1 << bit;
  }
  return high * 2 ** half + low;
}

/** Writes the letters of keys that have none yet. Must be called at every opening, after the migrations. */
export function syncLetters(db: BetterSqlite.Database): void {
  const numbers = db.prepare<[], number>('SELECT number FROM access_key WHERE letters IS NULL').pluck().all();
  if (numbers.length === 0) return;
  const textOf = db.prepare<[number], string>('SELECT text FROM key_search WHERE rowid = ?').pluck();
  const write = db.prepare<[number, number]>('UPDATE access_key SET letters = ? WHERE number = ?');
  db.transaction(() => {
    for (const number of numbers) write.run(lettersOf(textOf.get(number) ?? ''), number);
  }).immediate();
}
