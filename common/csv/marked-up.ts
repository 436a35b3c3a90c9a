import { type BadRecord, type CsvRecord, longestRecord, mostColumns } from './records';

/**
 * Tables in the text of a note or a wiki: Markdown, AsciiDoc, Jira and Confluence, DokuWiki, MoinMoin, MediaWiki, and
 * what command-line tools print. Lines of the text that belong to no table are passed over.
 */

// `|---|:-:|`, `+---+---+`, `|===`: lines without a value.
const rule = /^[|+][|+:=\-\s]*$/;
// Marks of bold, slanted and fixed width around a whole cell.
const styles: readonly (readonly [string, string])[] = [
  ['**', '**'],
  ['__', '__'],
  ["'''", "'''"],
  ["''", "''"],
  ['{{', '}}'],
  ['``', '``'],
  ['`', '`'],
];

/** Returns whether a text may have a marked-up table: a line begins as a row does. */
export const mayHaveMarkedUp = (text: string): boolean => /^[ \t]*[|^]/m.test(text);

/** Reads the rows of all tables of a text. A row's number is the number of its line. Never throws. */
export function* readMarkedUp(text: string): Generator<CsvRecord | BadRecord, void> {
  const wiki = new MediaWiki();
  let row = 0;
  for (const line of linesOf(text.replace(/\r\n?/g, '\n'))) {
    row += 1;
    if (wiki.isTable || line.startsWith('{|')) {
      const done = wiki.take(row, line);
      if (done) yield done;
    } else if (/^[|^]/.test(line) && !rule.test(line)) {
      if (line.length > longestRecord) yield { row, fault: 'too-long' };
      else if (cellsOf(line).some((cell) => cell.trim() !== '')) {
        yield { row, fields: cellsOf(line).slice(0, mostColumns).map(unstyled) };
      }
    }
  }
  const last = wiki.end();
  if (last) yield last;
}

function* linesOf(text: string): Generator<string, void> {
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    yield text.slice(at, end).trim();
    at = end + 1;
  }
}

/** A table of MediaWiki: from `{|` to `|}`. Each of its rows ends at `|-` and may have a line for each cell. */
class MediaWiki {
  isTable = false;
  private row = 0;
  private fields: string[] = [];
  private isLong = false;

  /** Takes a line. Returns the row that it ends. */
  take(row: number, line: string): CsvRecord | BadRecord | null {
    const begins = line.startsWith('{|');
    const ends = line.startsWith('|}');
    if (begins || ends || line.startsWith('|-')) {
      const done = this.end();
      this.isTable = !ends;
      return done;
    }
    // A caption, or a text of several lines in the cell above.
    if (!/^[|!]/.test(line) || line.startsWith('|+')) return null;
    if (this.fields.length === 0) this.row = row;
    if (line.length > longestRecord) this.isLong = true;
    else if (this.fields.length < mostColumns) this.fields.push(...wikiCells(line).slice(0, mostColumns).map(unstyled));
    return null;
  }

  /** Returns the row that is open, if it has a value. */
  end(): CsvRecord | BadRecord | null {
    const { row, fields, isLong } = this;
    this.fields = [];
    this.isLong = false;
    if (isLong) return { row, fault: 'too-long' };
    return fields.some((field) => field !== '') ? { row, fields: fields.slice(0, mostColumns) } : null;
  }
}

// A sign that belongs to a cell is escaped.
const separator = { doubled: /(?<!\\)\|\|?/, single: /(?<!\\)\|/, titles: /[\^|]/ };

/** The cells of a row that has a sign before, between and perhaps behind them. */
function cellsOf(line: string): string[] {
  const kind = line.startsWith('||') ? 'doubled' : line.startsWith('^') ? 'titles' : 'single';
  const [, ...cells] = line.split(separator[kind]);
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|'));
}

/** The cells of a line of MediaWiki, without their attributes. */
function wikiCells(line: string): string[] {
  return line
    .slice(1)
    .split(/\|\||!!/)
    .map((cell) => (/^[^|=]*=[^|]*\|/.test(cell) ? cell.slice(cell.indexOf('|') + 1) : cell));
}

function unstyled(cell: string): string {
  let text = cell.trim();
  for (const [before, after] of styles) {
    const isAround = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
    if (isAround) text = text.slice(before.length, -after.length).trim();
  }
  return text;
}
