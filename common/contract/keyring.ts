import { z } from 'zod';
import type { KeyringState } from '../keyring';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/**
 * The ways into the vault: master password, recovery key, this device. Everything here wraps the vault's keys again and
 * leaves the database as it is. Errors of every operation that takes the master password: `wrong-password`,
 * `try-later`.
 */
export const keyring = {
  state: vaultOperation(
    { views: ['main-view', 'keyring', 'rekey'], kind: 'reads', input: schema.nothing },
    type<KeyringState>(),
  ),
  /**
   * Changes the master password. Errors also: `invalid-fields` if the new one breaks a rule, those of the file system.
   * After an error nothing is changed.
   */
  changePassword: vaultOperation(
    {
      views: ['keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'ways.password',
      input: z.strictObject({ password: schema.password, newPassword: schema.password }),
    },
    type<null>(),
  ),
  /**
   * Makes a recovery key. It stays with this sheet's port, and opens nothing until it is confirmed. `key` is in ASCII,
   * without the hyphens that group it.
   */
  beginRecovery: vaultOperation(
    {
      views: ['create', 'keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'ways.recovery',
      input: z.strictObject({ password: schema.password }),
    },
    type<{ key: Uint8Array }>(),
  ),
  /**
   * Asks where to save and writes that key there. Returns `null` if the person cancelled. Errors: those of the file
   * system.
   */
  saveRecovery: vaultOperation(
    {
      views: ['create', 'keyring'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'leave.recoveryKey',
      input: schema.nothing,
    },
    type<{ fileName: string } | null>(),
  ),
  /**
   * Takes the key as the person typed it back, in ASCII. From now on this key opens the vault, and a former recovery
   * key doesn't. Errors: `recovery-key-typo`, `wrong-recovery-key`, `ticket-invalid` if none was made, those of the
   * file system.
   */
  confirmRecovery: vaultOperation(
    {
      views: ['create', 'keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'ways.recovery',
      input: z.strictObject({ key: schema.recoveryKey }),
    },
    type<null>(),
  ),
  /** Ties the vault to the system's keychain, also if it was tied before. Errors also: `keychain-unusable`. */
  sealDevice: vaultOperation(
    {
      views: ['keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'ways.device',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
  /**
   * Unties the vault from the keychain until a person ties it again. It only takes a way in away, so it needs no
   * password.
   */
  forgetDevice: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'ways.forget', input: schema.nothing },
    type<null>(),
  ),
};
