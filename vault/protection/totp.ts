import { Secret, TOTP } from 'otpauth';
import { codeLength } from '../../common/protection';

/** RFC 6238 as every authenticator app does it: SHA-1, six digits, 30 seconds. */
const algorithm = 'SHA1';
const period = 30;
/**
 * The number of steps before and after the present one whose codes are accepted too, because a clock may be half a
 * minute off.
 */
const skew = 1;
const codeShape = new RegExp(`^[0-9]{${codeLength}}$`);
/** Bytes of a key. It is as long as the hash, as RFC 4226 recommends. */
export const totpKeyLength = 20;

/** Returns the key in otpauth's form, in memory of its own. The caller wipes it. */
const secretOf = (key: Uint8Array) => new Secret({ buffer: new Uint8Array(key).buffer });

/**
 * Returns the step (a count of 30 seconds since the epoch) that this code belongs to, or `null` if it is not a code of
 * the present step or of its neighbours. `now` is in milliseconds since the epoch. A clock before 1970 counts as 1970.
 */
export function stepOf(key: Uint8Array, code: string, now: number): number | null {
  if (!codeShape.test(code)) return null;
  const secret = secretOf(key);
  try {
    const timestamp = Math.max(0, now);
    const delta = TOTP.validate({
      token: code,
      secret,
      algorithm,
      digits: codeLength,
      period,
      timestamp,
      window: skew,
    });
    return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta;
  } finally {
    secret.bytes.fill(0);
  }
}

/**
 * Returns the key as a person types it into an app (Base32), and the text of its QR code, both in ASCII. `label` names
 * the vault in the app.
 */
export function enrolmentTexts(key: Uint8Array, label: string): { key: Uint8Array; uri: Uint8Array } {
  const secret = secretOf(key);
  try {
    const totp = new TOTP({ issuer: 'Keyfold', label, algorithm, digits: codeLength, period, secret });
    return { key: Buffer.from(secret.base32, 'ascii'), uri: Buffer.from(totp.toString(), 'ascii') };
  } finally {
    secret.bytes.fill(0);
  }
}
