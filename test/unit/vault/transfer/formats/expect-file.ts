import { expect } from 'vitest';
import type { FormatId } from '../../../../../common/transfer/targets';
import { detect, read } from '../../../../../vault/transfer/formats';
import { textOf } from './hostile';

export const aliId = 'LTAI5tFAKEfakeFAKE000001';
export const aliSecret = 'FAKEfakeFAKEfakeFAKEfakeFAKE01';
export const hwId = 'FAKEHW00000000000001';
export const hwSecret = 'FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE0001';
export const token = 'FAKETOKEN0001';

interface Told {
  keys: string[];
  skipped: string[];
}

/** What a file gives, a line for each entry: place, profile, credential, ID, secret, token. */
export function told(format: FormatId, text: string): Told | string {
  const result = read(format, text);
  if (!result.ok) return result.problem;
  return {
    keys: result.keys.map((key) =>
      [key.place, key.provider, key.credential, key.accessKeyId, textOf(key.secret), textOf(key.token)].join(' '),
    ),
    skipped: result.skipped.map(({ place, why }) => `${place}: ${why}`),
  };
}

/** The file is known by its content alone, and gives this. */
export function expectFile(format: FormatId, text: string, keys: string[], skipped: string[] = []): void {
  expect(detect('some file', text)).toBe(format);
  expect(told(format, text)).toEqual({ keys, skipped });
}
