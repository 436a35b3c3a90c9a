import { tidy } from '../keys/fields';
import type { ProfileId } from '../providers';
import { isAwsId } from './aws';
import { type CsvEncoding, decodeCsv } from './decode';
import { unguarded } from './formula';
import { acceptedHeaders, faultOfPair, knownHeader, type PairFault, pairIn, whoseFile } from './header';
import { type BadRecord, readRecords } from './records';

/**
 * Reads the CSV file that a provider's console gives when a key is made. Pure: bytes in, rows or one problem out.
 * The secrets in the rows are byte-exact but for blanks at their ends.
 */

/** Bytes at most. Callers look at the file's size first, so that a huge file is never even read. */
export const csvSizeLimit = 1024 * 1024;

export interface CsvRow {
  /** Row of the file as a spreadsheet counts them, the header being 1. */
  row: number;
  /** Empty where the file has no such column. */
  userName: string;
  accessKeyId: string;
  secret: string;
}

export type CsvProblem =
  | { problem: 'empty' }
  | { problem: 'too-large'; limit: number }
  /** No text: an archive, a spreadsheet, a picture. */
  | { problem: 'binary' }
  | { problem: 'damaged-encoding' }
  /** The first row holds no known pair of titles; `accepted` are the headers that do. */
  | { problem: 'no-header'; accepted: readonly string[] }
  | { problem: 'no-rows' }
  | { problem: 'bad-row'; row: number; reason: BadRow }
  /** Keys of a provider that Keyfold has no profile for. */
  | { problem: 'other-provider'; provider: 'AWS' };

export type BadRow = PairFault | BadRecord['fault'];

export type ConsoleCsv =
  | {
      ok: true;
      profiles: readonly [ProfileId, ...ProfileId[]];
      rows: readonly [CsvRow, ...CsvRow[]];
      encoding: CsvEncoding;
    }
  | ({ ok: false } & CsvProblem);

const refuse = (problem: CsvProblem): ConsoleCsv => ({ ok: false, ...problem });

/** The rows of a console's CSV file and the profiles they fit, likeliest first. */
export function readConsoleCsv(bytes: Uint8Array): ConsoleCsv {
  if (bytes.byteLength > csvSizeLimit) return refuse({ problem: 'too-large', limit: csvSizeLimit });
  const decoded = decodeCsv(bytes);
  if (typeof decoded === 'string') return refuse({ problem: decoded });
  const [first, ...rest] = readRecords(decoded.text);
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
      userName: header.user === null ? '' : tidy(unguarded(fields[header.user] ?? '')),
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
  const profiles = whoseFile(header, rows);
  if (profiles === 'AWS') return refuse({ problem: 'other-provider', provider: profiles });
  return { ok: true, profiles, rows: [one, ...more], encoding: decoded.encoding };
}
