import Papa from 'papaparse';
import { fieldLimits, tidy, tidyCredential } from '../keys/fields';
import { type ProfileId, type ProviderProfile, profiles } from '../providers';
import { type CsvEncoding, decodeCsv } from './decode';

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

export type BadRow =
  /** The AccessKey ID or the secret is empty, or the row is too short to have it. */
  | 'missing'
  /** Blanks inside or characters other than printable ASCII. */
  | 'not-printable'
  | 'too-long'
  /** A quotation mark was opened and never closed, or stands where none may. */
  | 'quotes';

export type ConsoleCsv =
  | {
      ok: true;
      profiles: readonly [ProfileId, ...ProfileId[]];
      rows: readonly [CsvRow, ...CsvRow[]];
      encoding: CsvEncoding;
    }
  | ({ ok: false } & CsvProblem);

/** Headers as the consoles write them, each once. */
export const acceptedHeaders: readonly string[] = [
  ...new Set(
    profiles.map(({ csv: { columns } }) =>
      [columns.user, columns.accessKeyId, columns.secret].filter(Boolean).join(','),
    ),
  ),
];

const printable = /^[\x21-\x7e]+$/;
// AWS writes Huawei's header, so only the ID tells them apart. A Huawei ID that begins so is one in a million, and can be typed.
const awsId = /^(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/;
const awsTitles = new Set(['consoleloginlink']);

const refuse = (problem: CsvProblem): ConsoleCsv => ({ ok: false, ...problem });

/** The rows of a console's CSV file and the profiles they fit, likeliest first. */
export function readConsoleCsv(bytes: Uint8Array): ConsoleCsv {
  if (bytes.byteLength > csvSizeLimit) return refuse({ problem: 'too-large', limit: csvSizeLimit });
  const decoded = decodeCsv(bytes);
  if (typeof decoded === 'string') return refuse({ problem: decoded });
  const records = parse(decoded.text);
  if (!Array.isArray(records)) return refuse({ problem: 'bad-row', row: records.badQuotes, reason: 'quotes' });
  const [first, ...rest] = records;
  if (!first) return refuse({ problem: 'empty' });
  const header = readHeader(first.fields);
  if (!header) return refuse({ problem: 'no-header', accepted: acceptedHeaders });

  const rows: CsvRow[] = [];
  for (const { row, fields } of rest) {
    const found: CsvRow = {
      row,
      userName: header.user === null ? '' : tidy(unquoted(fields[header.user] ?? '')),
      accessKeyId: tidyCredential(unquoted(fields[header.accessKeyId] ?? '')),
      secret: tidyCredential(unquoted(fields[header.secret] ?? '')),
    };
    const reason = faultOf(found);
    if (awsId.test(found.accessKeyId) || (reason !== null && header.aws))
      return refuse({ problem: 'other-provider', provider: 'AWS' });
    if (reason !== null) return refuse({ problem: 'bad-row', row, reason });
    rows.push(found);
  }
  const [one, ...more] = rows;
  if (!one) return refuse({ problem: 'no-rows' });
  if (header.aws) return refuse({ problem: 'other-provider', provider: 'AWS' });
  return { ok: true, profiles: byLikelihood(header, [one, ...more]), rows: [one, ...more], encoding: decoded.encoding };
}

interface NumberedRow {
  row: number;
  fields: string[];
}

/** Rows that hold anything, with their numbers. */
function parse(text: string): NumberedRow[] | { badQuotes: number } {
  // One kind of line end, so that a file with mixed ones reads the same; no value that Keyfold takes holds a line break.
  const lines = text.replace(/\r\n?/g, '\n');
  // No title of any header holds a separator, so the first line tells which one is in use.
  const title = lines.trimStart().split('\n', 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((candidate) => title.includes(candidate)) ?? ',';
  const { data, errors } = Papa.parse<string[]>(lines, {
    delimiter,
    newline: '\n',
    header: false,
    skipEmptyLines: false,
  });
  const quotes = errors.find((error) => error.type === 'Quotes');
  if (quotes) return { badQuotes: (quotes.row ?? 0) + 1 };
  return data
    .map((fields, index) => ({ row: index + 1, fields }))
    .filter(({ fields }) => fields.some((field) => tidyCredential(field) !== ''));
}

/** A field quoted after a leading blank (`a, "b"`), which RFC 4180 calls bare; without this the marks would join the secret. */
function unquoted(field: string): string {
  const match = /^\s+"((?:[^"]|"")*)"\s*$/.exec(field);
  return match?.[1] === undefined ? field : match[1].replaceAll('""', '"');
}

interface Header {
  user: number | null;
  accessKeyId: number;
  secret: number;
  /** Profiles whose titles for ID and secret these are. */
  profiles: ProviderProfile[];
  /** A title that only AWS writes. */
  aws: boolean;
}

/** A title without case, blanks, `_` and `-`. */
function comparable(title: string): string {
  return title.replace(/[\s_\-\ufeff"]/g, '').toLowerCase();
}

function readHeader(fields: readonly string[]): Header | null {
  const titles = fields.map(comparable);
  const at = (title: string) => titles.indexOf(comparable(title));
  const fitting = profiles.filter(({ csv: { columns } }) => at(columns.accessKeyId) >= 0 && at(columns.secret) >= 0);
  const columns = fitting[0]?.csv.columns;
  if (!columns) return null;
  const user = Math.max(
    ...profiles.map((profile) => (profile.csv.columns.user === null ? -1 : at(profile.csv.columns.user))),
  );
  return {
    user: user < 0 ? null : user,
    accessKeyId: at(columns.accessKeyId),
    secret: at(columns.secret),
    profiles: fitting,
    aws: titles.some((title) => awsTitles.has(title)),
  };
}

function faultOf({ accessKeyId, secret }: CsvRow): BadRow | null {
  if (accessKeyId === '' || secret === '') return 'missing';
  if (!printable.test(accessKeyId) || !printable.test(secret)) return 'not-printable';
  return accessKeyId.length > fieldLimits.accessKeyId || secret.length > fieldLimits.secret ? 'too-long' : null;
}

/**
 * Several providers share a header: known shapes of the values say most, then a user column where the provider writes
 * one, then that a provider has no known shape at all. Equals stay in the profiles' own order.
 */
function byLikelihood(header: Header, rows: readonly [CsvRow, ...CsvRow[]]): readonly [ProfileId, ...ProfileId[]] {
  const score = (profile: ProviderProfile): number => {
    const ids = Object.values(profile.accessKeyId.shapes).flat();
    const shapes =
      ids.length === 0
        ? 2
        : rows.every(
              ({ accessKeyId, secret }) =>
                ids.some(({ pattern }) => pattern.test(accessKeyId)) &&
                profile.secret.shapes.some(({ pattern }) => pattern.test(secret)),
            )
          ? 4
          : 0;
    return shapes + (header.user !== null && profile.csv.columns.user !== null ? 3 : 0);
  };
  const [best, ...others] = header.profiles
    .map((profile) => ({ id: profile.id, score: score(profile) }))
    .sort((a, b) => b.score - a.score);
  // A header was found, so there is at least one profile that it belongs to.
  if (!best) throw new Error('a header without a profile');
  return [best.id, ...others.map(({ id }) => id)];
}
