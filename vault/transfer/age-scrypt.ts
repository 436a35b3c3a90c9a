import { randomBytes } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { base64nopad } from '@scure/base';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { fail } from '../../common/errors';
import { stretch } from './stretch';

/**
 * The passphrase recipient of age (https://c2sp.org/age, "The scrypt recipient type"). The library's own recipient
 * stretches in JavaScript. That takes longer, stops the process meanwhile, and takes the passphrase as a string, which
 * nothing can wipe.
 */

/** log2 of the work for a new file, the same as in the `age` program: 256 MiB, less than a second. */
export const workFactor = 18;
/** log2 of the most work that is done for somebody else's file: 1 GiB. */
export const mostWork = 20;

const label = 'age-encryption.org/v1/scrypt';
const saltLength = 16;
/** Bytes of a wrapped file key: 16 bytes and the tag. */
const bodyLength = 32;
/** The nonce is always zero, because each key is used only once. */
const nonce = new Uint8Array(12);

const keyOf = (passphrase: Uint8Array, salt: Uint8Array, logN: number, signal?: AbortSignal) =>
  stretch(
    { passphrase, salt: Buffer.concat([Buffer.from(label, 'ascii'), salt]), work: { by: 'scrypt', logN } },
    signal,
  );

/** A recipient that can begin its work before there is a file. */
export interface ScryptRecipient extends Recipient {
  /** Starts to stretch the passphrase, while other work is done, until the file is encrypted. */
  begin(): void;
}

/**
 * Wraps the file key for this passphrase (UTF-8), which stays the caller's. This must be the only recipient of its
 * file.
 */
export function scryptRecipient(passphrase: Uint8Array, logN = workFactor): ScryptRecipient {
  const start = () => {
    const salt = randomBytes(saltLength);
    const key = keyOf(passphrase, salt, logN);
    // A failure is reported to the one who waits for the key. If the export was stopped, nobody waits.
    key.catch(() => undefined);
    return { salt, key };
  };
  let begun: ReturnType<typeof start> | null = null;
  return {
    begin() {
      begun ??= start();
    },
    async wrapFileKey(fileKey) {
      const { salt, key: stretched } = begun ?? start();
      // A salt is used for one file only.
      begun = null;
      const key = await stretched;
      const body = chacha20poly1305(key, nonce).encrypt(fileKey);
      key.fill(0);
      return [new Stanza(['scrypt', base64nopad.encode(salt), String(logN)], body)];
    },
  };
}

/**
 * Unwraps the file key with this passphrase (UTF-8), which stays the caller's. Returns `null` if the passphrase is
 * wrong. Errors: `work-factor`, `file-damaged`, `cancelled` if the signal is aborted.
 */
export function scryptIdentity(passphrase: Uint8Array, signal?: AbortSignal): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find(({ args }) => args[0] === 'scrypt');
      if (!stanza) return null;
      const [, encoded = '', factor = ''] = stanza.args;
      // A second recipient would be somebody that the passphrase's owner doesn't know of.
      if (stanzas.length !== 1 || stanza.args.length !== 3 || stanza.body.length !== bodyLength) {
        fail('file-damaged', {});
      }
      if (!/^[1-9]\d*$/.test(factor)) fail('file-damaged', {});
      const salt = base64nopad.decode(encoded);
      if (salt.length !== saltLength) fail('file-damaged', {});
      if (Number(factor) > mostWork) fail('work-factor', {});
      const key = await keyOf(passphrase, salt, Number(factor), signal);
      try {
        return chacha20poly1305(key, nonce).decrypt(stanza.body);
      } catch {
        return null;
      } finally {
        key.fill(0);
      }
    },
  };
}
