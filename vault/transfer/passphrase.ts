import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** The number of words of an offered passphrase: 110 bits, as many as the `age` program offers. */
const words = 10;

/** Returns ten random words of the 2048 of BIP-39, with hyphens between them, in ASCII. The caller wipes them. */
export function newPassphrase(): Buffer {
  const chosen = Array.from({ length: words }, () => wordlist[randomInt(wordlist.length)] ?? '');
  return Buffer.from(chosen.join('-'), 'ascii');
}
