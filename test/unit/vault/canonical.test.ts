import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, seal } from '../../../vault/base/crypto/aead';
import { canonical } from '../../../vault/base/crypto/canonical';

/** The form as `canonical` describes it, value by value. */
const described = (values: readonly (string | number)[]) =>
  Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(String(value), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      return [length, bytes];
    }),
  );

describe('a list of values', () => {
  test('has the same bytes, whatever signs and lengths its values have', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'binary-ascii', maxLength: 400 }),
      fc.constantFrom(
        '',
        '\u0000',
        '\u007f',
        '\u0080',
        '\u00ff',
        '\ud800',
        '密钥',
        'x'.repeat(127),
        'x'.repeat(70_000),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.double(), fc.maxSafeInteger()), { maxLength: 12 }), (values) => {
        expect(canonical(...values).equals(described(values))).toBe(true);
      }),
    );
    for (const length of [127, 128, 255, 256, 65_535, 65_536, 16_777_216]) {
      const values = ['a', 'x'.repeat(length), 1];
      expect(canonical(...values).equals(described(values))).toBe(true);
    }
  });
});

describe('sealing', () => {
  test('never takes a nonce twice, also when many are drawn at once', () => {
    const key = Buffer.alloc(32, 7);
    const plain = Buffer.from('FAKE secret');
    const sealed = Array.from({ length: 2000 }, () => seal(key, plain, Buffer.alloc(0)));
    expect(new Set(sealed.map(({ nonce }) => nonce.toString('hex'))).size).toBe(2000);
    // What was drawn first is still as it was.
    for (const one of sealed) expect(open(key, one, Buffer.alloc(0))?.equals(plain)).toBe(true);
  });
});
