import { tidy } from '../keys/text';
import type { ProviderId } from '../providers';
import { isAwsId } from './aws';
import { type CsvEncoding, decodeCsv } from './decode';
import { acceptedHeaders, faultOfPair, knownHeader, type PairFault, pairIn, whoseFile } from './header';
import { unmarkedText } from './marks';
import { type BadRecord, readRecords } from './records';

/**
 * Reads the CSV file that a provider's console gives when a key is made. It is pure: it takes bytes and returns rows or
 * one problem. The secrets in the rows are byte-exact, except that blanks at their ends are removed.
 */

/** Most bytes of a file. Callers check the file's size first, so that a huge file is never read. */
export const csvSizeLimit = 1024 * 1024;

/** So many rows are searched for the header. */
const searchedRows = 20;

export interface CsvRow {
  /** The row's number as a spreadsheet counts rows: the header is row 1. */
  row: number;
  /** Empty if the file has no such column. */
  userName: string;
  accessKeyId: string;
  secret: string;
}

export type CsvProblem =
  | { problem: 'empty' }
  | { problem: 'too-large'; limit: number }
  /** Not a text: for example an archive, a spreadsheet or a picture. */
  | { problem: 'binary' }
  | { problem: 'damaged-encoding' }
  /** The first row has no known pair of titles. `accepted` lists the headers that have one. */
  | { problem: 'no-header'; accepted: readonly string[] }
  | { problem: 'no-rows' }
  | { problem: 'bad-row'; row: number; reason: BadRow }
  /** Keys of a provider that Keyfold doesn't know. */
  | { problem: 'other-provider'; provider: 'AWS' };

export type BadRow = PairFault | BadRecord['fault'];

export type ConsoleCsv =
  | {
      ok: true;
      providers: readonly [ProviderId, ...ProviderId[]];
      rows: readonly [CsvRow, ...CsvRow[]];
      encoding: CsvEncoding;
    }
  | ({ ok: false } & CsvProblem);

const refuse = (problem: CsvProblem): ConsoleCsv => ({ ok: false, ...problem });

/**
 * Returns the rows of a console's CSV file and the providers that they fit, likeliest first; or what is wrong with it.
 */
export function readConsoleCsv(bytes: Uint8Array): ConsoleCsv {
  if (bytes.byteLength > csvSizeLimit) return refuse({ problem: 'too-large', limit: csvSizeLimit });
  const decoded = decodeCsv(bytes);
  if (typeof decoded === 'string') return refuse({ problem: decoded });
  const records = [...readRecords(decoded.text)];
  if (records.length === 0) return refuse({ problem: 'empty' });
  // A person may have written a title above the header.
  const begin = records.slice(0, searchedRows).findIndex((one) => 'fields' in one && knownHeader(one.fields) !== null);
  const [first, ...rest] = records.slice(Math.max(0, begin));
  if (!first) return refuse({ problem: 'empty' });
  if ('fault' in first) return refuse({ problem: 'bad-row', row: first.row, reason: first.fault });
  const header = knownHeader(first.fields);
  if (!header) return refuse({ problem: 'no-header', accepted: acceptedHeaders });

  const rows: CsvRow[] = [];
  for (const record of rest) {
    if ('fault' in record) return refuse({ problem: 'bad-row', row: record.row, reason: record.fault });
    const { row, fields } = record;
    const found: CsvRow = {
      row,
      userName: header.user === null ? '' : tidy(unmarkedText(fields[header.user] ?? '')),
      ...pairIn(header, fields),
    };
    const wrong = faultOfPair(found);
    if (isAwsId(found.accessKeyId) || (wrong !== null && header.aws))
      return refuse({ problem: 'other-provider', provider: 'AWS' });
    if (wrong !== null) return refuse({ problem: 'bad-row', row, reason: wrong.fault });
    rows.push(found);
  }
  const [one, ...more] = rows;
  if (!one) return refuse({ problem: 'no-rows' });
  const providers = whoseFile(header, rows);
  if (providers === 'AWS') return refuse({ problem: 'other-provider', provider: providers });
  return { ok: true, providers, rows: [one, ...more], encoding: decoded.encoding };
}
