import { hkdfSync, randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import { keyLength, nonceLength, open, seal } from '../base/crypto/aead';
import { canonical } from '../base/crypto/canonical';
import type { VaultDatabase } from '../store/database/database';
import { enrolmentTexts, stepOf, totpKeyLength } from './totp';

/**
 * The authenticator app of a vault. Its key is sealed in the database under a key made from the vault key, not under
 * the secret key: a code must be checked where no keychain is, without the master password.
 */

interface Vault {
  readonly id: string;
  readonly key: Buffer;
  readonly database: VaultDatabase;
}

const version = 1;

const context = (vault: Pick<Vault, 'id'>) => canonical('keyfold authenticator', version, vault.id);

function withSealingKey<T>(vault: Pick<Vault, 'id' | 'key'>, act: (key: Buffer) => T): T {
  const key = Buffer.from(hkdfSync('sha256', vault.key, canonical(vault.id), 'keyfold authenticator 1', keyLength));
  try {
    return act(key);
  } finally {
    key.fill(0);
  }
}

/** When an app was set up, in milliseconds since the epoch; `null`: none is. */
export function enrolledAt(database: VaultDatabase): number | null {
  return database.get<{ at: number }>('SELECT enrolled_at AS at FROM authenticator')?.at ?? null;
}

/**
 * Takes a code of the app, once. `now` in milliseconds since the epoch. Errors: `wrong-code` (also where no app is set
 * up), `code-used`, `secret-damaged` when the app's key doesn't open.
 */
export function takeCode(vault: Vault, code: string, now: number): void {
  const { database } = vault;
  const stored = database.get<{ secret: Buffer; lastStep: number }>(
    'SELECT secret, last_step AS lastStep FROM authenticator',
  );
  if (!stored) fail('wrong-code', {});
  const { secret, lastStep } = stored;
  const sealed = { nonce: secret.subarray(1, 1 + nonceLength), text: secret.subarray(1 + nonceLength) };
  const key = secret[0] === version ? withSealingKey(vault, (sealing) => open(sealing, sealed, context(vault))) : null;
  if (!key) fail('secret-damaged', {});
  const step = stepOf(key, code, now);
  key.fill(0);
  if (step === null) fail('wrong-code', {});
  if (step <= lastStep) fail('code-used', {});
  database.write(() => database.run('UPDATE authenticator SET last_step = ?', step));
}

/** Seals the app's key under another vault key; part of the caller's transaction. Errors: `secret-damaged`. */
export function resealAuthenticator(database: VaultDatabase, id: string, former: Buffer, next: Buffer): void {
  const stored = database.get<{ secret: Buffer }>('SELECT secret FROM authenticator');
  if (!stored) return;
  const { secret } = stored;
  const sealed = { nonce: secret.subarray(1, 1 + nonceLength), text: secret.subarray(1 + nonceLength) };
  const key =
    secret[0] === version ? withSealingKey({ id, key: former }, (k) => open(k, sealed, context({ id }))) : null;
  if (!key) fail('secret-damaged', {});
  const { nonce, text } = withSealingKey({ id, key: next }, (k) => seal(k, key, context({ id })));
  key.fill(0);
  database.run('UPDATE authenticator SET secret = ?', Buffer.concat([Buffer.from([version]), nonce, text]));
}

/** Removes the app; its codes are worth nothing from now on. */
export function removeAuthenticator(database: VaultDatabase): void {
  database.write(() => database.run('DELETE FROM authenticator'));
}

/** Apps that are being set up, by the port of the sheet that does it. */
export interface Enrolments<Port extends object> {
  /** A fresh key for this port, as texts (ASCII) for the caller to hand on. */
  begin(port: Port, vault: Vault): { key: Uint8Array; uri: Uint8Array };
  /**
   * Stores the key once its app gave a right code; that code is used up. `now` in milliseconds since the epoch.
   * Errors: `ticket-invalid` where nothing was begun, `wrong-code`.
   */
  confirm(port: Port, vault: Vault, code: string, now: number): void;
  /** The port is gone: wipes its key. */
  close(port: Port): void;
}

export function createEnrolments<Port extends object>(): Enrolments<Port> {
  const keys = new Map<Port, Buffer>();
  const close = (port: Port) => {
    keys.get(port)?.fill(0);
    keys.delete(port);
  };
  return {
    begin(port, vault) {
      close(port);
      const key = randomBytes(totpKeyLength);
      keys.set(port, key);
      // A person with several vaults tells them apart in the app by the start of their ids.
      return enrolmentTexts(key, `Vault ${vault.id.slice(0, 4)}`);
    },
    confirm(port, vault, code, now) {
      const key = keys.get(port) ?? fail('ticket-invalid', {});
      const step = stepOf(key, code, now) ?? fail('wrong-code', {});
      const { nonce, text } = withSealingKey(vault, (sealing) => seal(sealing, key, context(vault)));
      const secret = Buffer.concat([Buffer.from([version]), nonce, text]);
      const { database } = vault;
      database.write(() => {
        database.run('DELETE FROM authenticator');
        database.run(
          'INSERT INTO authenticator (one, secret, enrolled_at, last_step) VALUES (1, ?, ?, ?)',
          secret,
          now,
          step,
        );
      });
      close(port);
    },
    close,
  };
}
