import { hkdfSync, randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import { keyLength } from '../base/crypto/aead';
import { canonical } from '../base/crypto/canonical';
import { openBytes, sealBytes } from '../base/crypto/sealed-bytes';
import type { PortLife } from '../base/port-life';
import type { Passed } from '../session/effects/passed';
import type { Reader, VaultDatabase, Writer } from '../store/database/database';
import { enrolmentTexts, stepOf, totpKeyLength } from './totp';

/**
 * The authenticator app of a vault. Its key is sealed in the database under a key made from the vault key. It is not
 * sealed under the secret key, because a code must also be checked if there is no keychain, without the master
 * password.
 */

interface Sealing {
  readonly id: string;
  readonly key: Buffer;
}

function withSealingKey<T>(vault: Sealing, act: (key: Buffer, context: Buffer) => T): T {
  const key = Buffer.from(hkdfSync('sha256', vault.key, canonical(vault.id), 'keyfold authenticator 1', keyLength));
  try {
    return act(key, canonical('keyfold authenticator', 1, vault.id));
  } finally {
    key.fill(0);
  }
}

const sealApp = (vault: Sealing, plain: Buffer): Buffer =>
  withSealingKey(vault, (key, context) => sealBytes(key, plain, context));

/** Returns the app's key. The caller wipes it. Errors: `secret-damaged`. */
const openApp = (vault: Sealing, secret: Buffer): Buffer =>
  withSealingKey(vault, (key, context) => openBytes(key, secret, context)) ?? fail('secret-damaged', {});

/** Returns when an app was set up, in milliseconds since the epoch, or `null` if none is set up. */
export function enrolledAt(database: Reader): number | null {
  return database.get<{ at: number }>('SELECT enrolled_at AS at FROM authenticator')?.at ?? null;
}

/**
 * Checks a code of the app. Each code is accepted once. `now` is in milliseconds since the epoch. Errors: `wrong-code`
 * (also if no app is set up), `code-used`, `secret-damaged` if the app's key doesn't open.
 */
export function takeCode(vault: Sealing & { readonly database: VaultDatabase }, code: string, now: number): void {
  const { database } = vault;
  const stored = database.get<{ secret: Buffer; lastStep: number }>(
    'SELECT secret, last_step AS lastStep FROM authenticator',
  );
  if (!stored) fail('wrong-code', {});
  const { secret, lastStep } = stored;
  const key = openApp(vault, secret);
  const step = stepOf(key, code, now);
  key.fill(0);
  if (step === null) fail('wrong-code', {});
  if (step <= lastStep) fail('code-used', {});
  database.write((writer) => writer.runOne('UPDATE authenticator SET last_step = ?', step));
}

/** Seals the app's key under another vault key. Must be called inside a transaction. Errors: `secret-damaged`. */
export function resealAuthenticator(database: Writer, id: string, former: Buffer, next: Buffer): void {
  const stored = database.get<{ secret: Buffer }>('SELECT secret FROM authenticator');
  if (!stored) return;
  const key = openApp({ id, key: former }, stored.secret);
  const secret = sealApp({ id, key: next }, key);
  key.fill(0);
  database.run('UPDATE authenticator SET secret = ?', secret);
}

/** Removes the app. Its codes are not accepted any more. Must be called inside a `write`. */
export function removeAuthenticator(database: Writer): void {
  database.run('DELETE FROM authenticator');
}

/** The enrolments that are under way, by the port of their sheet. */
export interface Enrolments<Port extends object> {
  /**
   * Makes a fresh key for this port, and returns it as texts (ASCII), which the caller passes on. Keeps what was
   * verified until the code confirms it.
   */
  begin(port: Port, vault: Sealing, passed: Passed): { key: Uint8Array; uri: Uint8Array };
  /**
   * Checks that the app gave a right code. Returns what was verified, and what stores the key inside a `write`. That
   * code is used up then. `now` is in milliseconds since the epoch. Errors: `ticket-invalid` if nothing was begun,
   * `wrong-code`.
   */
  confirm(port: Port, vault: Sealing, code: string, now: number): { passed: Passed; store(writer: Writer): void };
  /** Called when the key is stored: wipes it here. */
  close(port: Port): void;
}

/** An enrolment ends with its port, or when it is confirmed. Its key is wiped then. */
export function createEnrolments<Port extends object>(life: PortLife<Port>): Enrolments<Port> {
  const keys = life.slot<{ key: Buffer; passed: Passed }>(({ key }) => key.fill(0));
  return {
    begin(port, vault, passed) {
      const key = randomBytes(totpKeyLength);
      // The label has the start of the vault's id. A person with several vaults can tell them apart in the app.
      const texts = enrolmentTexts(key, `Vault ${vault.id.slice(0, 4)}`);
      keys.set(port, { key, passed });
      return texts;
    },
    confirm(port, vault, code, now) {
      const { key, passed } = keys.get(port) ?? fail('ticket-invalid', {});
      const step = stepOf(key, code, now) ?? fail('wrong-code', {});
      const secret = sealApp(vault, key);
      return {
        passed,
        store(writer) {
          writer.run('DELETE FROM authenticator');
          const insert = 'INSERT INTO authenticator (one, secret, enrolled_at, last_step) VALUES (1, ?, ?, ?)';
          writer.runOne(insert, secret, now, step);
        },
      };
    },
    close: (port) => keys.clear(port),
  };
}
