import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { type Handover, handoverInfo } from '../../common/control';
import { fail } from '../../common/errors';
import type { Control } from '../base/control';
import { seal } from '../base/crypto/aead';
import { outsideQueue } from '../base/queue';

/**
 * Seals a value that is handed over to main, for the key pair that main made for this one message. It is sealed because
 * the channel between the two processes keeps copies of what passes through it. `receiver` is SPKI in DER.
 */
export function sealFor(receiver: Uint8Array, plain: Uint8Array): Handover {
  const own = generateKeyPairSync('x25519');
  const sender = new Uint8Array(own.publicKey.export({ type: 'spki', format: 'der' }));
  const shared = diffieHellman({
    privateKey: own.privateKey,
    publicKey: createPublicKey({ key: Buffer.from(receiver), format: 'der', type: 'spki' }),
  });
  const key = new Uint8Array(hkdfSync('sha256', shared, new Uint8Array(), handoverInfo(sender, receiver), 32));
  shared.fill(0);
  const { nonce, text } = seal(key, plain, new Uint8Array());
  key.fill(0);
  return { sender, nonce: new Uint8Array(nonce), text: new Uint8Array(text) };
}

/**
 * Makes main put this text (UTF-8) on the clipboard. Returns after how many seconds the clipboard is cleared. The bytes
 * stay the caller's.
 */
export async function copyOut(control: Control, text: Uint8Array): Promise<{ seconds: number }> {
  const done = await outsideQueue(async () => {
    const answer = await control.ask('copyKey', {});
    return answer && control.ask('copy', { sealed: sealFor(answer.publicKey, text) });
  });
  return done ?? fail('internal', {});
}
