import { describe, expect, test } from 'vitest';
import { enrolmentTexts, stepOf } from '../../../../vault/protection/totp';

// RFC 6238, appendix B: SHA-1, the last six of its eight digits.
const key = Buffer.from('12345678901234567890', 'ascii');
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];

describe('the codes of RFC 6238', () => {
  test.each(vectors)('at %i s: %s', (seconds, code) => {
    expect(stepOf(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  test('are taken one step early and one step late, and no further', () => {
    const step = Math.floor(1111111109 / 30);
    const from = step * 30_000;
    const at = (milliseconds: number) => stepOf(key, '081804', milliseconds);
    expect([at(from - 30_000), at(from - 1), at(from), at(from + 29_999), at(from + 59_999)]).toEqual(
      Array(5).fill(step),
    );
    expect([at(from - 30_001), at(from + 60_000)]).toEqual([null, null]);
  });

  test('need every digit right', () => {
    for (const code of ['081805', '181804', '08180', '0818040', '', 'abcdef', '０８１８０４']) {
      expect(stepOf(key, code, 1111111109_000), code).toBeNull();
    }
  });

  test('a clock before 1970 counts as 1970', () => {
    expect(stepOf(key, '755224', -1)).toBe(0);
    expect(stepOf(key, '287082', -1e15)).toBe(1);
  });
});

test('the app is told the key as Base32, and everything in the text of the QR code', () => {
  const texts = enrolmentTexts(key, 'Vault 1a2b');
  expect(Buffer.from(texts.key).toString()).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const uri = new URL(Buffer.from(texts.uri).toString());
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Keyfold:Vault 1a2b',
  ]);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Keyfold',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(key.toString('ascii')).toBe('12345678901234567890');
});
