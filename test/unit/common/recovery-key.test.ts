import { describe, expect, test } from 'vitest';
import {
  isRecoveryKey,
  recoveryKeyBytes,
  recoveryKeyData,
  recoveryKeyGroups,
  recoveryKeyLength,
  recoveryKeyOf,
} from '../../../common/recovery-key';

/** A key of given values; none of them is random, so none is anybody's. */
const fakeKey = (seed: number) =>
  recoveryKeyOf(Uint8Array.from({ length: recoveryKeyData }, (_, at) => (at * 7 + seed * 13 + at * at * seed) % 32));
const asText = (key: Uint8Array) => new TextDecoder().decode(key);
const alphabet = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';

test('has eight groups of four characters', () => {
  const groups = recoveryKeyGroups(fakeKey(1));
  expect(groups).toHaveLength(8);
  for (const group of groups) expect(group).toMatch(/^[02-9AC-HJ-NP-Z]{4}$/);
});

describe('the checksum', () => {
  test('is Bech32m with the name keyfold', () => {
    const values = Uint8Array.from({ length: recoveryKeyData }, (_, at) => at);
    expect(asText(recoveryKeyOf(values))).toBe(reference(Array.from(values)));
  });

  test('notices every single wrong character, and every two neighbours that changed places', () => {
    const key = fakeKey(3);
    expect(isRecoveryKey(key)).toBe(true);
    for (let at = 0; at < recoveryKeyLength; at += 1) {
      for (const other of alphabet) {
        const changed = key.slice();
        changed[at] = other.charCodeAt(0);
        expect(isRecoveryKey(changed)).toBe(changed[at] === key[at]);
      }
      const swapped = key.slice();
      [swapped[at], swapped[at + 1]] = [key[at + 1] ?? 0, key[at] ?? 0];
      if (at + 1 < recoveryKeyLength) expect(isRecoveryKey(swapped)).toBe(key[at] === key[at + 1]);
    }
  });

  test('notices groups that changed places, a missing and a doubled character', () => {
    const groups = recoveryKeyGroups(fakeKey(5));
    const [first = '', second = '', ...rest] = groups;
    expect(isRecoveryKey(recoveryKeyBytes([second, first, ...rest].join('-')))).toBe(false);
    const text = groups.join('');
    for (let at = 0; at < text.length; at += 1) {
      expect(isRecoveryKey(recoveryKeyBytes(text.slice(0, at) + text.slice(at + 1)))).toBe(false);
      expect(isRecoveryKey(recoveryKeyBytes(text.slice(0, at + 1) + text.slice(at)))).toBe(false);
    }
    for (const nothing of ['', 'FAKE', '密'.repeat(32), '-'.repeat(40)]) {
      expect(isRecoveryKey(recoveryKeyBytes(nothing))).toBe(false);
    }
  });
});

test('what a person types is understood: small letters, blanks, hyphens of every kind, look-alikes, wide characters', () => {
  const key = fakeKey(2);
  const groups = recoveryKeyGroups(key);
  const text = groups.join('-');
  const wide = [...text].map((c) => (c === '-' ? c : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('');
  const alike = text.replaceAll('0', 'o').replaceAll('L', '1').replaceAll('8', 'b');
  for (const typed of [text, text.toLowerCase(), ` ${groups.join(' \n')}\t`, groups.join('–'), wide, alike]) {
    expect(recoveryKeyBytes(typed)).toEqual(key);
  }
});

/** Bech32m as BIP 350 has it, written down once more and otherwise. */
function reference(values: number[]): string {
  const generator = [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n];
  const name = [...'keyfold'].map((c) => BigInt(c.charCodeAt(0)));
  let check = 1n;
  const feed = (value: bigint) => {
    const top = check >> 25n;
    check = ((check & 0x1ffffffn) << 5n) ^ value;
    for (let bit = 0n; bit < 5n; bit += 1n) if ((top >> bit) & 1n) check ^= generator[Number(bit)] ?? 0n;
  };
  for (const value of [...name.map((c) => c >> 5n), 0n, ...name.map((c) => c & 31n)]) feed(value);
  for (const value of [...values, 0, 0, 0, 0, 0, 0]) feed(BigInt(value));
  check ^= 0x2bc830a3n;
  const sum = [0n, 1n, 2n, 3n, 4n, 5n].map((at) => Number((check >> (5n * (5n - at))) & 31n));
  return [...values, ...sum].map((value) => alphabet[value]).join('');
}
