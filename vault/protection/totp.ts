import { Secret, TOTP } from 'otpauth';
import { codeLength } from '../../common/protection';

/** RFC 6238 as every authenticator app does it: SHA-1, six digits, 30 seconds. */
const algorithm = 'SHA1';
const period = 30;
/** Steps before and after the present one whose codes are taken too: a clock may be half a minute off. */
const skew = 1;
const codeShape = new RegExp(`^[0-9]{${codeLength}}$`);
/** Bytes of a key: as long as the hash, as RFC 4226 recommends. */
export const totpKeyLength = 20;

/** The key in otpauth's form, over memory of its own; the caller wipes it. */
const secretOf = (key: Uint8Array) => new Secret({ buffer: new Uint8Array(key).buffer });

/**
 * The step (30 seconds since the epoch each) whose code this is, or `null` when it is none of the present step's or its
 * neighbours'. `now` in milliseconds since the epoch; a clock before 1970 counts as 1970.
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

/** The key as a person types it into an app (Base32), and the text of its QR code; ASCII. `label` names the vault in the app. */
export function enrolmentTexts(key: Uint8Array, label: string): { key: Uint8Array; uri: Uint8Array } {
  const secret = secretOf(key);
  try {
    const totp = new TOTP({ issuer: 'Keyfold', label, algorithm, digits: codeLength, period, secret });
    return { key: Buffer.from(secret.base32, 'ascii'), uri: Buffer.from(totp.toString(), 'ascii') };
  } finally {
    secret.bytes.fill(0);
  }
}
