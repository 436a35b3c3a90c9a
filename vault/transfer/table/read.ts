import { type CsvEncoding, decodeCsv } from '../../../common/csv/decode';
import { knownHeader, pairIn, whoseFile } from '../../../common/csv/header';
import { type BadRecord, type CsvRecord, readRecords } from '../../../common/csv/records';
import { type TableOutline, type TableProblem, tableRowLimit, tableSizeLimit } from '../../../common/csv/table';
import type { ProviderId } from '../../../common/providers';
import { suggestMapping } from './mapping';
import { previewOf } from './preview';
import { holdsOpaque, looksLikeAccessKeyId } from './shapes';
import type { Table } from './table';
import { meaningsOf, namesSecrets } from './titles';

export type ReadTable = { ok: true; table: Table; outline: TableOutline } | ({ ok: false } & TableProblem);

// Enough to know the columns and whose keys these are.
const sampleSize = 200;

const refuse = (problem: TableProblem): ReadTable => ({ ok: false, ...problem });

/**
 * Reads a table of keys: a console's file, or somebody's own. Whether its first row is a header is told by what stands in it; a person
 * isn't asked. Never throws; the caller wipes the bytes.
 */
export function readTable(bytes: Uint8Array): ReadTable {
  if (bytes.byteLength > tableSizeLimit) return refuse({ problem: 'too-large', limit: tableSizeLimit });
  const decoded = decodeCsv(bytes);
  if (typeof decoded === 'string') return refuse({ problem: decoded });
  const table = tableOf(decoded.text);
  if ('problem' in table) return refuse(table);
  return describe(table, decoded.encoding);
}

function tableOf(text: string): Table | TableProblem {
  const rows: CsvRecord[] = [];
  const bad: BadRecord[] = [];
  for (const record of readRecords(text)) {
    if ('fault' in record) bad.push(record);
    else rows.push(record);
    // One more may be the header.
    if (rows.length + bad.length > tableRowLimit + 1) return { problem: 'too-many-rows', limit: tableRowLimit };
  }
  const [first, ...below] = rows;
  if (!first) return bad.length === 0 ? { problem: 'empty' } : { header: null, columns: 1, rows, bad };
  if (!looksLikeHeader(first.fields, below)) {
    if (rows.length + bad.length > tableRowLimit) return { problem: 'too-many-rows', limit: tableRowLimit };
    return { header: null, columns: widest(rows), rows, bad };
  }
  const header = first.fields;
  // A cell too many: a separator stands unquoted in one of them, and which one nobody can tell.
  const overlong = below.filter(({ fields }) => lastFilled(fields) > header.length);
  const whole = overlong.length === 0 ? below : below.filter(({ fields }) => lastFilled(fields) <= header.length);
  if (below.length + bad.length === 0) return { problem: 'no-rows' };
  return {
    header,
    columns: Math.max(lastFilled(header), widest(whole)),
    rows: whole,
    bad: [...bad, ...overlong.map(({ row }) => ({ row, fault: 'bad-quotes' as const }))].sort((a, b) => a.row - b.row),
  };
}

function describe(table: Table, encoding: CsvEncoding): ReadTable {
  const { header, rows, bad, columns } = table;
  const sample = rows.slice(0, sampleSize).map(({ fields }) => fields);
  const known = header && knownHeader(header);
  let mapping = suggestMapping(header, sample);
  let providers: readonly ProviderId[] = [];
  if (known) {
    const whose = whoseFile(
      known,
      sample.map((fields) => pairIn(known, fields)),
    );
    if (whose === 'AWS') return refuse({ problem: 'other-provider', provider: whose });
    providers = whose;
    const { user, accessKeyId, secret } = known;
    mapping = { ...mapping, identityName: user ?? mapping.identityName, accessKeyId, secret };
  }
  const shown = previewOf(table, mapping);
  return {
    ok: true,
    table,
    outline: { encoding, ...shown, columns, rows: rows.length + bad.length, mapping, providers },
  };
}

/**
 * A header has titles that are known, or words where the rows below have numbers; and never a value that a key has.
 * In doubt it is a row, since titles are shown and a secret must not be.
 */
function looksLikeHeader(first: readonly string[], below: readonly CsvRecord[]): boolean {
  if (knownHeader(first)) return true;
  if (first.some((cell) => looksLikeAccessKeyId(cell.trim()) || holdsOpaque(cell))) return false;
  const known = first.filter((cell) => meaningsOf(cell).size > 0 || namesSecrets(cell)).length;
  if (known >= 2) return true;
  const hasDigit = (cell: string) => /\d/.test(cell);
  if (first.some(hasDigit)) return false;
  return known > 0 || below.slice(0, sampleSize).some(({ fields }) => fields.some(hasDigit));
}

/** Cells up to the last that isn't blank. */
function lastFilled(fields: readonly string[]): number {
  return fields.findLastIndex((field) => field.trim() !== '') + 1;
}

function widest(rows: readonly CsvRecord[]): number {
  return rows.reduce((most, { fields }) => Math.max(most, lastFilled(fields)), 1);
}
