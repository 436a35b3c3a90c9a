import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Words of an offered passphrase: 110 bits, as many as the `age` program offers. */
const words = 10;

/** Ten random words of the 2048 of BIP-39 with hyphens between, in ASCII, for the caller to wipe. */
export function newPassphrase(): Buffer {
  const chosen = Array.from({ length: words }, () => wordlist[randomInt(wordlist.length)] ?? '');
  return Buffer.from(chosen.join('-'), 'ascii');
}
