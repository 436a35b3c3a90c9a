/**
 * Free text in the CSV files that Keyfold writes. A spreadsheet takes a cell for a formula if it begins with one of
 * these signs. Such a cell gets one apostrophe in front, and reading removes it again (docs/csv.md).
 */

// It also matches signs after blanks and signs in full width, since spreadsheets accept both. It matches after
// apostrophes too: a text that begins with an apostrophe gets one more, and so comes back unchanged.
const formula = /^'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Returns the text as a cell that no spreadsheet calculates. {@link unguarded} gives the text back. */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Returns the text of a cell that may have been guarded. It removes one leading apostrophe if a formula follows it. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
