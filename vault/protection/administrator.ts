import { randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import { deriveKey, type KdfCost } from '../base/crypto/kdf';
import { sameBytes } from '../base/crypto/same-bytes';
import type { Reader, Writer } from '../store/database/database';

/**
 * The access key management lock. While it is on, the administrator's password is needed to create, enable, disable and
 * delete keys, to move a key to another identity, and to change the protection. It is a rule of this program and not
 * cryptography. No key is wrapped with that password, so a person with the master password can read the file by other
 * means (docs/protection.md).
 */

interface StoredVerifier extends KdfCost {
  salt: Buffer;
  verifier: Buffer;
}

/** Returns when the lock was turned on, in milliseconds since the epoch, or `null` if it is off. */
export function lockedAt(database: Reader): number | null {
  return database.get<{ at: number }>('SELECT locked_at AS at FROM administrator')?.at ?? null;
}

/**
 * Checks the administrator's password (UTF-8, NFC). This costs one Argon2 derivation. Errors: `wrong-administrator`,
 * also if the lock is off.
 */
export async function checkAdministrator(database: Reader, password: Uint8Array): Promise<void> {
  const stored = database.get<StoredVerifier>(
    'SELECT salt, memory_kib AS memoryKiB, passes, lanes, verifier FROM administrator',
  );
  if (!stored) fail('wrong-administrator', {});
  const { salt, verifier, memoryKiB, passes, lanes } = stored;
  const derived = await deriveKey(password, salt, { memoryKiB, passes, lanes });
  const right = sameBytes(derived, verifier);
  derived.fill(0);
  if (!right) fail('wrong-administrator', {});
}

/**
 * Prepares to turn the lock on with this password (UTF-8, NFC), which costs one Argon2 derivation. The function that it
 * returns turns the lock on, and replaces any former one. `now` is in milliseconds since the epoch.
 */
export async function lockWith(password: Uint8Array, cost: KdfCost, now: number): Promise<(database: Writer) => void> {
  const salt = randomBytes(16);
  const { memoryKiB, passes, lanes } = cost;
  const verifier = await deriveKey(password, salt, cost);
  return (database) => {
    database.run('DELETE FROM administrator');
    database.runOne(
      `INSERT INTO administrator (one, salt, memory_kib, passes, lanes, verifier, locked_at)
       VALUES (1, ?, ?, ?, ?, ?, ?)`,
      salt,
      memoryKiB,
      passes,
      lanes,
      verifier,
      now,
    );
  };
}

/** Turns the lock off. The administrator's password is deleted. */
export function turnLockOff(database: Writer): void {
  database.run('DELETE FROM administrator');
}
