/**
 * The recovery key as a person writes it down: 26 characters of 5 random bits each (130 bits), then a checksum of six
 * characters. Alphabet and checksum are those of Bech32m (BIP 350): no two characters look alike, and up to four wrong
 * characters are always noticed. So a writing mistake can be told apart from a wrong key. The key travels as ASCII
 * bytes without the hyphens that group it.
 */

const alphabet = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
/** Number of characters that carry the key, without the checksum. */
export const recoveryKeyData = 26;
const checksumLength = 6;
export const recoveryKeyLength = recoveryKeyData + checksumLength;
/** Number of characters in a group, as the key is shown and printed. */
export const recoveryKeyGroup = 4;

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const final = 0x2bc830a3;
/** The name that goes into the checksum, so that the key of another program isn't accepted. */
const name = [...'keyfold'].map((character) => character.charCodeAt(0));
const expandedName = [...name.map((code) => code >> 5), 0, ...name.map((code) => code & 31)];

function remainder(values: Iterable<number>): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >> bit) & 1) check ^= generator;
    });
  }
  return check;
}

/** Returns the key's characters as ASCII bytes, from 26 random values of 0 to 31. The caller wipes both. */
export function recoveryKeyOf(values: Uint8Array): Uint8Array<ArrayBuffer> {
  const zeros = Array<number>(checksumLength).fill(0);
  const check = remainder([...expandedName, ...values, ...zeros]) ^ final;
  const key = new Uint8Array(recoveryKeyLength);
  values.forEach((value, at) => {
    key[at] = alphabet.charCodeAt(value & 31);
  });
  for (let at = 0; at < checksumLength; at += 1) {
    key[recoveryKeyData + at] = alphabet.charCodeAt((check >> (5 * (checksumLength - 1 - at))) & 31);
  }
  return key;
}

/**
 * Returns whether these bytes are a whole key without a mistake: it checks the characters, their number and the
 * checksum.
 */
export function isRecoveryKey(key: Uint8Array): boolean {
  if (key.byteLength !== recoveryKeyLength) return false;
  const values = Array.from(key, (code) => alphabet.indexOf(String.fromCharCode(code)));
  return !values.includes(-1) && remainder([...expandedName, ...values]) === final;
}

const alike: Readonly<Record<string, string>> = { O: '0', I: 'L', '1': 'L', B: '8' };

/**
 * Returns what was typed or read from paper as the key's bytes: without blanks and hyphens, and with look-alike
 * characters corrected.
 */
export function recoveryKeyBytes(typed: string): Uint8Array<ArrayBuffer> {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[OI1B]/g, (character) => alike[character] ?? character);
  return new TextEncoder().encode(bare);
}

/** Returns the key in groups of four characters, as it is shown and printed. */
export function recoveryKeyGroups(key: Uint8Array): string[] {
  const text = new TextDecoder().decode(key);
  return text.match(new RegExp(`.{1,${recoveryKeyGroup}}`, 'g')) ?? [];
}
