import { tidyCredential } from './fields';

/**
 * Passwords and secrets travel as bytes, never as text, so that the receiving side can wipe them.
 */

/** UTF-8 bytes of a master password in NFC, so that the same keys pressed on another system open the same vault. */
export function passwordBytes(password: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(password.normalize('NFC'));
}

/** UTF-8 bytes of a secret or token, without the blanks that copying leaves at its ends. Byte-exact otherwise. */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(tidyCredential(secret));
}

/** The text of bytes that {@link secretBytes} made. */
export function secretText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
