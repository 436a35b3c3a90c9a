/**
 * Free text in the CSV files that Keyfold writes. A spreadsheet takes a cell for a formula if it begins with one of
 * these signs. Such a cell gets one apostrophe in front, and reading removes it again (docs/csv.md).
 */

// The signs in full width and in small form are among them, since spreadsheets accept both.
const sign = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b';
// It matches after blanks too. It also matches after apostrophes: a text that begins with an apostrophe gets one more,
// and so comes back unchanged.
const formula = new RegExp(`^'*\\s*[${sign}\\t\\r\\n]`);
// A spreadsheet that is told of another separator begins a cell after it, whatever quotation marks are around the text.
const blank = '[^\\S\\t\\r\\n]*';
const insideGuard = new RegExp(`(?<=[;\\t\\r\\n])(?='*${blank}[${sign}])`, 'g');
const insideGuarded = new RegExp(`(?<=[;\\t\\r\\n])'(?='*${blank}[${sign}])`, 'g');

/** Returns the text as a cell that no spreadsheet calculates. {@link unguarded} gives the text back. */
export function guarded(text: string): string {
  const inside = text.replace(insideGuard, "'");
  return formula.test(text) ? `'${inside}` : inside;
}

/** Returns the text of a cell that may have been guarded. It removes each apostrophe that {@link guarded} would add. */
export function unguarded(cell: string): string {
  const whole = cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
  return whole.replace(insideGuarded, '');
}

/** Returns whether a spreadsheet would calculate the text, or a part of it behind a separator. */
export function isFormula(text: string): boolean {
  return guarded(text) !== text;
}

/**
 * Returns whether a secret could be a formula that does something. A secret in base64 may begin with such a sign. It has
 * no brackets, quotation marks or other signs that a call, a link or the name of a file needs.
 */
export function isLiveFormula(value: string): boolean {
  return isFormula(value) && !/^[A-Za-z0-9+/=_-]*$/.test(value);
}

/** Returns a secret or a token as a cell. Only one that {@link isLiveFormula} gets a guard: tools read the rest. */
export function guardedSecret(value: string): string {
  return isLiveFormula(value) ? guarded(value) : value;
}

/** Returns the secret or token of a cell that {@link guardedSecret} has made. */
export function unguardedSecret(cell: string): string {
  const value = unguarded(cell);
  return isLiveFormula(value) ? value : cell;
}
