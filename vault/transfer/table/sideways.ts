import { comparable } from '../../../common/csv/header';
import { type CsvRecord, mostColumns } from '../../../common/csv/records';
import { bareValue, looksLikeAccessKeyId } from './shapes';
import { meaningsOf } from './titles';

/**
 * Tables on their side: each row begins with a title, and each further column is a key. Several of them may stand one
 * below the other.
 */

interface Block {
  /** The rows, each with its title in the comparable form. */
  lines: { title: string; record: CsvRecord }[];
}

/** Returns the column that the titles stand in: the first that isn't empty in every row. */
function titleColumn(records: readonly CsvRecord[]): number {
  let first = mostColumns;
  for (const { fields } of records) {
    const filled = fields.findIndex((field) => field.trim() !== '');
    if (filled >= 0) first = Math.min(first, filled);
  }
  return first;
}

const means = (title: string, role: 'accessKeyId' | 'secret') => meaningsOf(title).has(role);

/**
 * Returns whether the rows are a table on its side: the first cells name a pair, and what stands beside the ID's title
 * looks like an ID, or most of the first cells are titles.
 */
export function isSideways(records: readonly CsvRecord[]): boolean {
  const column = titleColumn(records);
  const title = ({ fields }: CsvRecord) => fields[column] ?? '';
  const beside = ({ fields }: CsvRecord) => fields.slice(column + 1).filter((field) => field.trim() !== '');
  const filled = records.filter((record) => beside(record).length > 0);
  const ids = filled.filter((record) => means(title(record), 'accessKeyId'));
  const secrets = filled.filter((record) => means(title(record), 'secret'));
  if (!ids.some((id) => secrets.some((secret) => secret !== id))) return false;
  if (ids.some((id) => beside(id).some((field) => looksLikeAccessKeyId(bareValue(field))))) return true;
  return filled.filter((record) => meaningsOf(title(record)).size > 0).length * 2 > filled.length;
}

/**
 * Returns the table with its titles as a header. A key's number is that of its column, as a spreadsheet counts columns;
 * if there are several tables, it is the number of the row that names the ID, or if that isn't enough, its place.
 */
export function upright(records: readonly CsvRecord[]): { header: string[]; rows: CsvRecord[] } {
  const column = titleColumn(records);
  const blocks = blocksIn(records, column);
  const header: string[] = [];
  const places = new Map<string, number>();
  for (const { title, record } of blocks.flatMap(({ lines }) => lines)) {
    if (places.has(title) || header.length >= mostColumns) continue;
    places.set(title, header.length);
    header.push(record.fields[column] ?? '');
  }
  const keys = blocks.map((block) => keysOf(block, column, places, header.length));
  const single = keys.every((found) => found.length <= 1);
  let place = 0;
  const rows = keys.flatMap((found) =>
    found.map(({ at, row, fields }): CsvRecord => {
      place += 1;
      return { row: blocks.length === 1 ? (single ? row : at + 1) : single ? row : place, fields };
    }),
  );
  return { header, rows };
}

/** A table ends where the first title comes again, or the title of an ID. */
function blocksIn(records: readonly CsvRecord[], column: number): Block[] {
  const blocks: Block[] = [];
  let first: string | null = null;
  let hasId = false;
  for (const record of records) {
    const shown = record.fields[column] ?? '';
    const title = comparable(shown);
    const isId = means(shown, 'accessKeyId');
    // What stands alone is the title of a whole table.
    const isAlone = record.fields.every((field, at) => at === column || field.trim() === '');
    if (isAlone && meaningsOf(shown).size === 0) continue;
    const last = blocks.at(-1);
    if (!last || title === first || (isId && hasId)) {
      blocks.push({ lines: [{ title, record }] });
      hasId = isId;
    } else {
      last.lines.push({ title, record });
      hasId ||= isId;
    }
    first ??= title;
  }
  return blocks;
}

function keysOf({ lines }: Block, column: number, places: ReadonlyMap<string, number>, width: number) {
  const most = lines.reduce((width, { record }) => Math.max(width, record.fields.length), 0);
  const named = lines.find(({ record }) => means(record.fields[column] ?? '', 'accessKeyId')) ?? lines[0];
  const keys: { at: number; row: number; fields: string[] }[] = [];
  for (let at = column + 1; at < most; at += 1) {
    const fields = Array.from({ length: width }, () => '');
    for (const { title, record } of lines) {
      const place = places.get(title);
      // If a title comes twice, its first value counts.
      if (place !== undefined && fields[place] === '') fields[place] = record.fields[at] ?? '';
    }
    if (fields.some((field) => field.trim() !== '')) keys.push({ at, row: named?.record.row ?? 0, fields });
  }
  return keys;
}
