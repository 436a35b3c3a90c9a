import { decodeCsv } from '../../../common/csv/decode';
import { knownHeader, pairIn, whoseFile } from '../../../common/csv/header';
import { mayHaveMarkedUp, readMarkedUp } from '../../../common/csv/marked-up';
import { type BadRecord, type CsvRecord, readRecords } from '../../../common/csv/records';
import {
  type ColumnMapping,
  type TableOutline,
  type TableProblem,
  type TitlePlace,
  tableRowLimit,
  tableSizeLimit,
} from '../../../common/csv/table';
import type { ProviderId } from '../../../common/providers';
import { isOfLogins } from './logins';
import { suggestMapping } from './mapping';
import { likeliestPlace, searchedRows, showsKeys, tableAt } from './place';
import { kindsOf, previewOf, topOf, type Understood } from './preview';
import { bareValue, looksLikeAccessKeyId } from './shapes';
import type { Grid, Table } from './table';

export type ReadTable = { ok: true; grid: Grid; table: Table; outline: TableOutline } | ({ ok: false } & TableProblem);

// So many rows are enough to know the columns and the provider.
const sampleSize = 200;
const shortestId = 10;
// In UTF-16 units. What a text is shows in its beginning.
const headLength = 256 * 1024;

const refuse = (problem: TableProblem): ReadTable => ({ ok: false, ...problem });

/**
 * Reads a table of keys: a console's file, or a person's own. Where its titles are shows by its content; a person can
 * say that they are elsewhere ({@link withTitles}). Never throws. The caller wipes the bytes.
 */
export function readTable(bytes: Uint8Array): ReadTable {
  if (bytes.byteLength > tableSizeLimit) return refuse({ problem: 'too-large', limit: tableSizeLimit });
  const decoded = decodeCsv(bytes);
  if (typeof decoded === 'string') return refuse({ problem: decoded });
  const { text, encoding } = decoded;
  const rows = rowsOf(isMarkedUp(text) ? readMarkedUp(text) : readRecords(text));
  if ('problem' in rows) return refuse(rows);
  const { records, bad } = rows;
  if (records.length + bad.length === 0) return refuse({ problem: 'empty' });
  const grid: Grid = { encoding, records, bad, likeliest: likeliestPlace(records) };
  const table = tableAt(grid, grid.likeliest);
  if ('problem' in table) return refuse(table);
  if (table.rows.length + table.bad.length === 0) return refuse({ problem: 'no-rows' });
  const understood = understand(table);
  if (understood.whose === 'AWS') return refuse({ problem: 'other-provider', provider: understood.whose });
  return { ok: true, grid, table, outline: outlineOf(grid, understood, understood) };
}

/**
 * Reads the table again with its titles in another place. What a view is shown has no more secrets than before. Errors:
 * a table that has too many rows if its titles are a key.
 */
export function withTitles(grid: Grid, titles: TitlePlace): { table: Table; outline: TableOutline } | TableProblem {
  const [table, likeliest] = [tableAt(grid, titles), tableAt(grid, grid.likeliest)];
  if ('problem' in table) return table;
  if ('problem' in likeliest) return likeliest;
  return { table, outline: outlineOf(grid, understand(table), understand(likeliest)) };
}

/** Returns whether the text is a note with marked-up tables that have keys, and no table as a spreadsheet saves it. */
function isMarkedUp(text: string): boolean {
  const head = text.slice(0, headLength);
  return mayHaveMarkedUp(head) && showsKeys(recordsIn(readMarkedUp(head)));
}

function recordsIn(source: Iterable<CsvRecord | BadRecord>): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (const record of source) if (!('fault' in record)) records.push(record);
  return records;
}

function rowsOf(source: Iterable<CsvRecord | BadRecord>): Pick<Grid, 'records' | 'bad'> | TableProblem {
  const records: CsvRecord[] = [];
  const bad: BadRecord[] = [];
  for (const record of source) {
    if ('fault' in record) bad.push(record);
    else records.push(record);
    // There may be some rows more above the first key.
    if (records.length + bad.length > tableRowLimit + searchedRows)
      return { problem: 'too-many-rows', limit: tableRowLimit };
  }
  return { records, bad };
}

interface Known extends Understood {
  whose: readonly ProviderId[] | 'AWS';
}

/** Finds out what the columns are. A console's own header is taken as it is, unless its values say something else. */
function understand(table: Table): Known {
  const { header } = table;
  const sample = sampleOf(table);
  const known = header && knownHeader(header);
  const suggested = suggestMapping(header, sample);
  if (!known || isOther(suggested.accessKeyId, known.accessKeyId)) return withKinds(table, suggested, []);
  const whose = whoseFile(
    known,
    sample.map((fields) => pairIn(known, fields)),
  );
  const { user, accessKeyId, secret } = known;
  const mapping = { ...suggested, identityName: user ?? suggested.identityName, accessKeyId, secret };
  return withKinds(table, mapping, whose);
}

function withKinds(table: Table, columns: ColumnMapping, whose: Known['whose']): Known {
  // Above the keys of a table on its side stand their names, often below no title.
  const isUntitled = table.titles === 'column' && columns.name === null && table.header?.[0]?.trim() === '';
  const mapping = isUntitled ? { ...columns, name: 0 } : columns;
  const shown = { table, mapping, logins: isOfLogins(table, mapping) };
  return { ...shown, kinds: kindsOf(shown), whose };
}

const isOther = (found: number | null, known: number) => found !== null && found !== known;

/** Returns the cells of the first rows, and of the first further ones with an AccessKey ID. */
function sampleOf({ rows }: Table): (readonly string[])[] {
  const sample = rows.slice(0, sampleSize).map(({ fields }) => fields);
  for (const { fields } of rows.slice(sampleSize)) {
    if (sample.length === 2 * sampleSize) break;
    if (fields.some((field) => field.length >= shortestId && looksLikeAccessKeyId(bareValue(field))))
      sample.push(fields);
  }
  return sample;
}

function outlineOf(grid: Grid, understood: Known, likeliest: Known): TableOutline {
  const { table, mapping, logins, whose } = understood;
  const { titles, columns, rows, bad } = table;
  return {
    encoding: grid.encoding,
    titles,
    top: topOf(grid, likeliest),
    ...previewOf(understood, likeliest),
    columns,
    rows: rows.length + bad.length,
    mapping,
    providers: whose === 'AWS' ? [] : whose,
    logins,
  };
}
