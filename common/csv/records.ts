import Papa from 'papaparse';
import { type Layout, layoutOf } from './layout';

/**
 * Splits the text of a CSV file into records. A quotation mark that is never closed costs only its own line, not the
 * rest of the file. Papa Parse reads the text, some hundred lines at a time. If it finds a fault, it gets fewer lines,
 * and in the end one record.
 */

/** A record that is not blank. */
export interface CsvRecord {
  /** Number of the record from 1, as a spreadsheet counts rows; blank rows count too. */
  row: number;
  fields: readonly string[];
}

/** A line that can't be read as a record. */
export interface BadRecord {
  row: number;
  /**
   * `bad-quotes`: a quotation mark is never closed, or is in a place where none is allowed. `too-long`: the line has
   * more characters than any record needs.
   */
  fault: 'bad-quotes' | 'too-long';
}

/** Most fields that are read from a record; the rest is ignored. */
export const mostColumns = 100;
// In UTF-16 units. The longest value that Keyfold takes, a security token, has 8,192.
export const longestRecord = 64 * 1024;
// A description may have line breaks, but few: it has at most 1,024 characters.
const mostLinesOfRecord = 64;
// A title or a comment may stand above the table.
const searchedLines = 50;
const largestBatch = { lines: 512, units: 64 * 1024 };

/**
 * Reads every record of the text in order, without the blank ones. Never throws. Needs memory for the text and for one
 * batch.
 */
export function* readRecords(text: string): Generator<CsvRecord | BadRecord, void> {
  // All line ends become the same, so that a file with mixed ones is read correctly. No credential has a line break.
  const source = new Source(text.replace(/\r\n?/g, '\n'));
  let row = 0;
  while (source.at < source.text.length) {
    row += source.skipEmptyLines();
    for (const fields of source.next()) {
      row += 1;
      if (typeof fields === 'string') yield { row, fault: fields };
      else if (!isBlank(fields) && !isRule(fields)) yield { row, fields };
    }
  }
}

type Fields = readonly string[] | BadRecord['fault'];

class Source {
  at: number;
  /** How many lines to try at once. */
  private lines: number = largestBatch.lines;
  private readonly layout: Layout;
  /** Number of fields in the first line that has several. */
  private readonly width: number;

  constructor(readonly text: string) {
    this.layout = layoutOf(text);
    this.at = this.layout.start;
    const head = text.slice(this.at, this.at + longestRecord).split('\n', searchedLines);
    this.width = head.map((line) => this.fieldsIn(line)).find((fields) => fields > 1) ?? 1;
  }

  /** Skips empty lines and returns their number. */
  skipEmptyLines(): number {
    const start = this.at;
    while (this.text[this.at] === '\n') this.at += 1;
    return this.at - start;
  }

  /**
   * Returns some records. Returns none if there was a fault in the lines that were tried; the next call tries fewer.
   */
  next(): Fields[] {
    if (this.lines === 1) {
      const record = this.nextRecord();
      if (typeof record !== 'string') this.lines = 2;
      return [record];
    }
    return this.nextBatch() ?? [];
  }

  /**
   * Returns the records of some lines. Returns `null` if one of them is faulty or has several lines; nothing is taken
   * then.
   */
  private nextBatch(): Fields[] | null {
    let end = this.at;
    let lines = 0;
    while (end < this.text.length && lines < this.lines && end - this.at < largestBatch.units) {
      const lineEnd = this.endOfLine(end);
      if (lineEnd - end > longestRecord) break;
      lines += 1;
      end = lineEnd + 1;
    }
    const parsed = lines === 0 ? null : this.parse(this.text.slice(this.at, end - 1));
    if (parsed?.length !== lines) {
      this.lines = Math.max(1, Math.floor(lines / 4));
      return null;
    }
    this.lines = Math.min(largestBatch.lines, this.lines * 2);
    this.at = end;
    return parsed;
  }

  private nextRecord(): Fields {
    const { at, text } = this;
    const lineEnd = this.endOfLine(at);
    this.at = lineEnd + 1;
    if (lineEnd - at > longestRecord) return 'too-long';
    const [alone] = this.parse(text.slice(at, lineEnd)) ?? [];
    if (alone) return alone;
    const end = this.endOfQuotation(at, lineEnd);
    if (end === null || this.swallowsRows(text.slice(lineEnd + 1, end))) return 'bad-quotes';
    const [record, ...others] = this.parse(text.slice(at, end)) ?? [];
    // If there are only line breaks between the quotation marks, the marks don't belong together.
    if (!record || others.length > 0 || isBlank(record)) return 'bad-quotes';
    this.at = end + 1;
    return record;
  }

  /**
   * Returns the end of the line in which the quotation may be closed that the first line opens. Up to there the number
   * of quotation marks is even. Returns `null` if there is no such line.
   */
  private endOfQuotation(at: number, firstEnd: number): number | null {
    let end = firstEnd;
    const { quote } = this.layout;
    let marks = countMarks(this.text, quote, at, end);
    for (let lines = 1; marks % 2 === 1; lines += 1) {
      if (end >= this.text.length || lines >= mostLinesOfRecord) return null;
      const next = this.endOfLine(end + 1);
      if (next - at > longestRecord) return null;
      marks += countMarks(this.text, quote, end + 1, next);
      end = next;
    }
    return end;
  }

  /**
   * Returns whether a line of the continuation has as many fields as a row. Such a line is a row of its own and no text
   * of the row above.
   */
  private swallowsRows(continuation: string): boolean {
    if (this.width < 2) return false;
    return continuation
      .split('\n')
      .map((line) => line.split(this.layout.quote, 1)[0] ?? '')
      .some((line) => this.fieldsIn(line) >= this.width);
  }

  private fieldsIn(line: string): number {
    return line.split(this.layout.separator).length;
  }

  private endOfLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** Returns the records of whole lines; `null` if a quotation mark is wrong. */
  private parse(lines: string): string[][] | null {
    if (lines === '') return [['']];
    const { separator, quote } = this.layout;
    const { data, errors } = Papa.parse<string[]>(lines, { delimiter: separator, quoteChar: quote, newline: '\n' });
    if (errors.some(({ type }) => type === 'Quotes')) return null;
    // Between pipes, people align the cells.
    const own = separator === '|' ? (field: string) => unquoted(field).trim() : unquoted;
    return data.map((fields) => fields.slice(0, mostColumns).map(own));
  }
}

/**
 * Removes the quotation marks of a field that is quoted after a leading blank (`a, "b"`). For RFC 4180 it is not
 * quoted, so the marks would become part of the secret.
 */
function unquoted(field: string): string {
  if (!field.includes('"')) return field;
  const match = /^\s+"((?:[^"]|"")*)"\s*$/.exec(field);
  return match?.[1] === undefined ? field : match[1].replaceAll('""', '"');
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === '');
}

/** `--- | ---` below titles. */
function isRule(fields: readonly string[]): boolean {
  return fields.length > 1 && fields.every((field) => /^\s*:?-{2,}:?\s*$/.test(field));
}

function countMarks(text: string, mark: string, from: number, to: number): number {
  let marks = 0;
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) marks += 1;
  return marks;
}
