import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Handover, handoverInfo } from '../../common/control';

/**
 * Main's end of handing a value over from the vault process for the clipboard. A message between processes leaves copies
 * in buffers of Chromium that nothing here can wipe or reach (measured: one stayed in about a third of all copies, whatever
 * was written over freed memory after). So the value travels sealed for a key pair that is made for this one message: X25519,
 * HKDF-SHA256, AES-256-GCM. What stays behind is ciphertext; the private key is wiped by the library when it is dropped.
 */
export interface HandoverKey {
  /** SPKI, DER. */
  readonly publicKey: Uint8Array;
  /** The value; the caller wipes it. `null` where it was not sealed for this key. Once only. */
  open(handover: Handover): Uint8Array | null;
}

const tagLength = 16;

export function newHandoverKey(): HandoverKey {
  const pair = generateKeyPairSync('x25519');
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
