import { tidyCredential } from '../keys/fields';
import { unguarded, unguardedSecret } from './formula';

/**
 * What spreadsheets and people put around a value so that a spreadsheet takes it for a text, and what a spreadsheet
 * leaves of a value that it took for a number (docs/csv.md).
 */

// They have no width, so nobody sees that they are in a cell.
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
// `="0012"`. A program that quotes a quoted text once more doubles the marks.
const formulaText = /^=\s*("{1,4})([\s\S]*)\1$/;
const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
];
// What an AccessKey ID, a secret or an account of digits looks like. Only from such a value a single mark comes off: an
// apostrophe or a quotation mark may be a part of any other.
const token = /^(?:[A-Za-z0-9+/=_.-]{16,}|\d{9,})$/;

/** Returns the content of a formula that is nothing but a text, as in `="0012"`; `null` for any other cell. */
function textOfFormula(cell: string): string | null {
  const content = formulaText.exec(cell)?.[2];
  return content === undefined ? null : content.replaceAll('""', '"');
}

const narrow = (text: string) =>
  text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

function withoutQuotes(value: string): string {
  for (const [before, after] of quotes) {
    if (value.length > 1 && value.startsWith(before) && value.endsWith(after)) return value.slice(1, -1).trim();
  }
  return /^['‘’`]/.test(value) ? value.slice(1).trim() : value;
}

// Most cells are so, and have nothing around them.
const plain = /^[A-Za-z0-9][\x21-\x7e]*$/;

/**
 * Returns the value of a cell without what spreadsheets and people put around it: `="…"`, a leading apostrophe,
 * quotation marks, blanks of any kind at the ends, signs without a width, full width.
 */
function unmarked(cell: string): string {
  if (plain.test(cell)) return cell;
  const seen = cell.replace(unseen, '').trim();
  const value = (textOfFormula(seen) ?? seen).trim();
  const open = withoutQuotes(narrow(value));
  return token.test(open) ? open : value;
}

// What was guarded when Keyfold wrote it has no other marks.
const read = (cell: string, open: (cell: string) => string) => {
  const value = open(cell);
  return tidyCredential(value === cell ? unmarked(cell) : value);
};

/** Returns the AccessKey ID, or the account, of a cell. */
export const unmarkedId = (cell: string): string => read(cell, unguarded);

/** Returns the secret or the token of a cell. */
export const unmarkedSecret = (cell: string): string => read(cell, unguardedSecret);

/** Returns the free text of a cell. Only a formula that is a text loses its marks. */
export function unmarkedText(cell: string): string {
  const open = unguarded(cell);
  return open === cell ? (textOfFormula(cell.trim()) ?? cell) : open;
}

// `1.23457E+15`. Spreadsheets always write the sign.
const scientific = /^[+-]?\d+(?:[.,]\d+)?E[+-]\d{1,3}$/i;
// `#NAME?` is all that is left of a text that begins like a formula, and `####` of a number in a narrow column.
const failed = /^(?:#(?:NAME|VALUE|REF|N\/A|NUM|NULL|DIV\/0|SPILL|CALC)[?!]?|#{4,}|Err:\d{3})$/i;
const grouped = /^\d{1,3}([,.'’ \u00a0\u202f])\d{2,3}(?:\1\d{2,3})+(?:[.,]\d+)?$/;
const decimal = /^\d+[.,]0+$/;
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const date = new RegExp(
  [
    `\\d{1,2}[- ]${month}(?:[- ]\\d{2,4})?`,
    `${month}[- ]\\d{2,4}`,
    '\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?',
    '(?:\\d{4}年)?\\d{1,2}月(?:\\d{1,2}日)?',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'i',
);

/** Returns whether a spreadsheet has put something else in the place of a value, which can't be told from it. */
export const isLost = (value: string): boolean => scientific.test(value) || failed.test(value);

/** Returns whether an account is a number or a date as a spreadsheet shows it. Digits of it may be lost. */
export function isLostAccount(value: string): boolean {
  return isLost(value) || grouped.test(value) || decimal.test(value) || date.test(value);
}
