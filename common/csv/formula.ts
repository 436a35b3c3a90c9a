/**
 * Free text in the CSV files that Keyfold writes: a spreadsheet takes a cell that begins with one of these signs for a
 * formula, so it gets one apostrophe in front, which reading takes off again (docs/csv.md).
 */

// After blanks too, and in full width: spreadsheets look past both. Apostrophes before it count, so that a text which has one
// of its own gets another and comes back whole.
const formula = /^'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** The text as a cell that no spreadsheet calculates. {@link unguarded} gives the text back. */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text of a cell that may have been guarded: without one leading apostrophe where that stands before a formula. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
