import type { KeyObject } from 'node:crypto';
import { type Handover, handoverInfo } from '../../common/control';
import { crypto } from './crypto';

/**
 * Main's end of the handover of a value from the vault process for the clipboard. A message between processes leaves
 * copies in buffers of Chromium that nothing here can wipe or reach. (Measured: about a third of all copies left one,
 * whatever was written over freed memory afterwards.) So the value travels sealed for a key pair that is made for this
 * one message: X25519, HKDF-SHA256, AES-256-GCM. Only ciphertext stays behind; the library wipes the private key when
 * it is dropped.
 */
export interface HandoverKey {
  /** SPKI, DER. */
  readonly publicKey: Uint8Array;
  /** Returns the value, which the caller wipes; `null` if it was not sealed for this key. It works only once. */
  open(handover: Handover): Uint8Array | null;
}

const tagLength = 16;

/** Makes a new key pair for one handover. */
export function newHandoverKey(): HandoverKey {
  const pair = crypto().generateKeyPairSync('x25519');
  const publicKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
  let privateKey: KeyObject | null = pair.privateKey;
  return {
    publicKey,
    open(handover) {
      const own = privateKey;
      privateKey = null;
      if (!own) return null;
      try {
        return unsealed(own, publicKey, handover);
      } catch {
        return null;
      }
    },
  };
}

function unsealed(privateKey: KeyObject, publicKey: Uint8Array, { sender, nonce, text }: Handover): Uint8Array {
  const { createDecipheriv, createPublicKey, diffieHellman, hkdfSync } = crypto();
  const shared = diffieHellman({
    privateKey,
    publicKey: createPublicKey({ key: Buffer.from(sender), format: 'der', type: 'spki' }),
  });
  const key = new Uint8Array(hkdfSync('sha256', shared, new Uint8Array(), handoverInfo(sender, publicKey), 32));
  shared.fill(0);
  try {
    const end = text.byteLength - tagLength;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    decipher.setAuthTag(text.subarray(end));
    const plain = decipher.update(text.subarray(0, end));
    try {
      decipher.final();
      return plain;
    } catch (error) {
      plain.fill(0);
      throw error;
    }
  } finally {
    key.fill(0);
  }
}
