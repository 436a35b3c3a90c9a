import { tidyCredential } from './fields';

/**
 * Passwords and secrets travel as bytes, never as text, so that the receiving side can wipe them.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Returns a master password as UTF-8 bytes in NFC, so that the same keys on another system's keyboard open the same
 * vault.
 */
export function passwordBytes(password: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(password.normalize('NFC'));
}

/**
 * Returns a secret or token as UTF-8 bytes, without the blanks that copying leaves at its ends. Nothing else is
 * changed.
 */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(tidyCredential(secret));
}

/** Returns the text of bytes that {@link secretBytes} made. Throws if they are not UTF-8. */
export function secretText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
