import Papa from 'papaparse';
import { guarded, guardedSecret } from '../../../common/csv/formula';
import type { ProviderDates } from '../../../common/keys/dates';
import { secretText } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf } from '../../../common/providers';

/** What a console's file has of a key. */
export interface CsvKey {
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
}

/** What a table of several providers also has of a key. */
export interface TableKey extends CsvKey, ProviderDates {
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

/**
 * Returns the form of a provider's own file (docs/csv.md). ID and secret are in it as they are, because tools read this
 * file. One that is a formula, from before those were refused, is guarded all the same.
 */
export function providerCsv(provider: ProviderId): CsvForm<CsvKey> {
  const { user, accessKeyId, secret } = providerOf(provider).csv.columns;
  const ofUser = (cell: string) => (user === null ? [] : [cell]);
  return {
    title: line([...ofUser(user ?? ''), accessKeyId, secret]),
    line: (key) =>
      line([...ofUser(guarded(key.identityName)), guarded(key.accessKeyId), guardedSecret(secretText(key.secret))]),
  };
}

const moment = (at: number | null) => (at === null ? '' : new Date(at).toISOString());

/** Our own table, for keys that no provider's file has room for. Reading knows each of its titles. */
export const tableCsv: CsvForm<TableKey> = {
  title: line([
    ...['Provider', 'Name', 'Description', 'Account', 'User', 'Type', 'Endpoint'],
    ...['AccessKey ID', 'AccessKey Secret', 'Security Token', 'Expires', 'Created', 'Last Used'],
  ]),
  line: (key) =>
    line([
      providerOf(key.provider).name.en,
      ...[key.name, key.description, key.accountId, key.identityName, key.keyType, key.endpoint].map(guarded),
      guarded(key.accessKeyId),
      guardedSecret(secretText(key.secret)),
      key.token === null ? '' : guardedSecret(secretText(key.token)),
      moment(key.expiresAt),
      moment(key.providerCreatedAt),
      key.providerUsedAt === 0 ? 'never' : moment(key.providerUsedAt),
    ]),
};

/**
 * Returns keys of one provider as its own CSV: UTF-8 with CRLF. It has no byte order mark, because tools take that for
 * a part of the first title. The caller wipes the bytes.
 */
export function keysCsv(provider: ProviderId, keys: readonly CsvKey[]): Buffer {
  const form = providerCsv(provider);
  // All is written into one block that is large enough, so that no other copy of the whole is left behind.
  const bytes = Buffer.alloc(keys.reduce((sum, key) => sum + mostBytes(key), Buffer.byteLength(form.title)));
  let end = bytes.write(form.title);
  for (const key of keys) end += bytes.write(form.line(key), end);
  return bytes.subarray(0, end);
}

function line(cells: readonly string[]): string {
  return `${Papa.unparse([cells], { newline: '\r\n' })}\r\n`;
}

/**
 * Returns the highest number of bytes of a key's line. Every sign may be a quotation mark, which is doubled. Each cell
 * has two quotation marks around it. Separators, guards and CRLF are added.
 */
function mostBytes({ identityName, accessKeyId, secret }: CsvKey): number {
  return 2 * (Buffer.byteLength(identityName) + Buffer.byteLength(accessKeyId) + secret.byteLength) + 14;
}
