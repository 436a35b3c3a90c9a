import Papa from 'papaparse';
import { guarded } from '../../../common/csv/formula';
import { secretText } from '../../../common/keys/text-bytes';
import { type ProfileId, profileOf } from '../../../common/providers';

/** What a console's file has of a key. */
export interface CsvKey {
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
}

/** The mark by which spreadsheets tell UTF-8. Tools take it for a part of the first title. */
const byteOrderMark = '\ufeff';

/**
 * Keys of one profile as its provider's own CSV: UTF-8 with CRLF, with a byte order mark only for `spreadsheet`. ID and
 * secret stand in it as they are, quoted where CSV needs it, since tools read this file; a user's name is guarded
 * (docs/csv.md). The caller wipes the bytes.
 */
export function keysCsv(profile: ProfileId, keys: readonly CsvKey[], { spreadsheet = false } = {}): Buffer {
  const { user, accessKeyId, secret } = profileOf(profile).csv.columns;
  const ofUser = (cell: string) => (user === null ? [] : [cell]);
  const title = line([...ofUser(user ?? ''), accessKeyId, secret]);
  const head = spreadsheet ? byteOrderMark + title : title;
  // Written into one block that is large enough, so that no other copy of the whole is left behind.
  const bytes = Buffer.alloc(keys.reduce((sum, key) => sum + mostBytes(key), Buffer.byteLength(head)));
  let end = bytes.write(head);
  for (const key of keys) {
    end += bytes.write(line([...ofUser(guarded(key.identityName)), key.accessKeyId, secretText(key.secret)]), end);
  }
  return bytes.subarray(0, end);
}

function line(cells: readonly string[]): string {
  return `${Papa.unparse([cells], { newline: '\r\n' })}\r\n`;
}

/** Bytes of a key's line at most: every sign a quotation mark, each cell in two of its own, separators, a guard, CRLF. */
function mostBytes({ identityName, accessKeyId, secret }: CsvKey): number {
  return 2 * (Buffer.byteLength(identityName) + Buffer.byteLength(accessKeyId) + secret.byteLength) + 12;
}
