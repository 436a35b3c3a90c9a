import Papa from 'papaparse';
import { guarded } from '../../../common/csv/formula';
import { secretText } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf } from '../../../common/providers';

/** What a console's file has of a key. */
export interface CsvKey {
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
}

/** What a table of several providers has of a key besides. */
export interface TableKey extends CsvKey {
  provider: ProviderId;
  name: string;
  description: string;
  accountId: string;
  keyType: string;
  endpoint: string;
  /** UTF-8; `null`: none. */
  token: Uint8Array | null;
  /** Milliseconds since the epoch. */
  expiresAt: number | null;
}

/** One form of the file: its first line, and the line of a key. */
export interface CsvForm<Key extends CsvKey> {
  title: string;
  line(key: Key): string;
}

/** A provider's own file (docs/csv.md). ID and secret stand in it as they are, since tools read this file. */
export function providerCsv(provider: ProviderId): CsvForm<CsvKey> {
  const { user, accessKeyId, secret } = providerOf(provider).csv.columns;
  const ofUser = (cell: string) => (user === null ? [] : [cell]);
  return {
    title: line([...ofUser(user ?? ''), accessKeyId, secret]),
    line: (key) => line([...ofUser(guarded(key.identityName)), key.accessKeyId, secretText(key.secret)]),
  };
}

/** A table of our own for what no provider's file has room for. Its titles are such that reading knows each of them. */
export const tableCsv: CsvForm<TableKey> = {
  title: line([
    ...['Provider', 'Name', 'Description', 'Account', 'User', 'Type', 'Endpoint'],
    ...['AccessKey ID', 'AccessKey Secret', 'Security Token', 'Expires'],
  ]),
  line: (key) =>
    line([
      providerOf(key.provider).name.en,
      ...[key.name, key.description, key.accountId, key.identityName, key.keyType, key.endpoint].map(guarded),
      key.accessKeyId,
      secretText(key.secret),
      key.token === null ? '' : secretText(key.token),
      key.expiresAt === null ? '' : new Date(key.expiresAt).toISOString(),
    ]),
};

/**
 * Keys of one provider as its provider's own CSV: UTF-8 with CRLF. Without a byte order mark, which tools take for a part of the first
 * title. The caller wipes the bytes.
 */
export function keysCsv(provider: ProviderId, keys: readonly CsvKey[]): Buffer {
  const form = providerCsv(provider);
  // Written into one block that is large enough, so that no other copy of the whole is left behind.
  const bytes = Buffer.alloc(keys.reduce((sum, key) => sum + mostBytes(key), Buffer.byteLength(form.title)));
  let end = bytes.write(form.title);
  for (const key of keys) end += bytes.write(form.line(key), end);
  return bytes.subarray(0, end);
}

function line(cells: readonly string[]): string {
  return `${Papa.unparse([cells], { newline: '\r\n' })}\r\n`;
}

/** Bytes of a key's line at most: every sign a quotation mark, each cell in two of its own, separators, a guard, CRLF. */
function mostBytes({ identityName, accessKeyId, secret }: CsvKey): number {
  return 2 * (Buffer.byteLength(identityName) + Buffer.byteLength(accessKeyId) + secret.byteLength) + 12;
}
