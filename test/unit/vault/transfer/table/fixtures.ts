import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretText } from '../../../../../common/keys/text-bytes';
import type { FoundKey } from '../../../../../vault/transfer/found-key';
import { readTable } from '../../../../../vault/transfer/table/read';
import type { Table } from '../../../../../vault/transfer/table/table';

/** Keys that no cloud ever gave, the same in every run since files hold them. */
export const alibaba = { accessKeyId: 'LTAI5tEXAMPLEexample0001', secret: 'EXAMPLEexampleEXAMPLEexample01' };
export const huawei = { accessKeyId: 'EXAMPLE0000000000001', secret: 'EXAMPLEexampleEXAMPLEexampleEXAMPLE00001' };
export const pingan = {
  accessKeyId: 'RVhBTVBMRS1ub3QtYS1rZXktRVhBTVBMRS0wMDAwMDE',
  secret: 'RVhBTVBMRS1ub3QtYS1zZWNyZXQtRVhBTVBMRTAwMDE',
};
export const awsId = 'AKIAIOSFODNN7EXAMPLE';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file of `golden/`. */
export function golden(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, 'golden', `${name}.csv`));
}

/** The table of a text or of bytes that have to be readable. */
export function must(source: string | Uint8Array) {
  const read = readTable(typeof source === 'string' ? utf8(source) : source);
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read)}`);
  return read;
}

/** A key as text, to compare. */
export function plain({ secret, token, ...key }: FoundKey) {
  return { ...key, secret: secretText(secret), token: token && secretText(token) };
}

export type { Table };
