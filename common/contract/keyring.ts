import { z } from 'zod';
import type { KeyringState } from '../keyring';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/**
 * The ways into the vault: master password, recovery key, this device. Everything here wraps the vault's keys anew and
 * leaves the database as it is. Errors of every operation that takes the master password: `wrong-password`, `try-later`.
 */
export const keyring = {
  state: vaultOperation(
    { views: ['main-view', 'keyring'], kind: 'reads', input: schema.nothing },
    type<KeyringState>(),
  ),
  /** Errors also: `invalid-fields` where the new one breaks a rule, those of the file system; nothing is changed then. */
  changePassword: vaultOperation(
    {
      views: ['keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'password-changed',
      input: z.strictObject({ password: schema.password, newPassword: schema.password }),
    },
    type<null>(),
  ),
  /**
   * Makes a recovery key, which stays with this sheet's port until it is confirmed and opens nothing before. `key` is in
   * ASCII, without the hyphens that group it.
   */
  beginRecovery: vaultOperation(
    {
      views: ['create', 'keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'recovery-made',
      input: z.strictObject({ password: schema.password }),
    },
    type<{ key: Uint8Array }>(),
  ),
  /** Asks for a place and writes that key there; `null` when the person cancelled. Errors: those of the file system. */
  saveRecovery: vaultOperation(
    { views: ['create', 'keyring'], kind: 'leaves', runs: 'beside', refused: 'recovery-saved', input: schema.nothing },
    type<{ fileName: string } | null>(),
  ),
  /**
   * The key as the person typed it back, in ASCII: from now on it opens the vault, in place of any former one. Errors:
   * `recovery-key-typo`, `wrong-recovery-key`, `ticket-invalid` where none was made, those of the file system.
   */
  confirmRecovery: vaultOperation(
    {
      views: ['create', 'keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'recovery-made',
      input: z.strictObject({ key: schema.recoveryKey }),
    },
    type<null>(),
  ),
  /** Ties the vault to the system's keychain, anew where it was before. Errors also: `keychain-unusable`. */
  sealDevice: vaultOperation(
    {
      views: ['keyring'],
      kind: 'changes',
      runs: 'alone',
      refused: 'device-sealed',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
  /** Unties it, until a person asks for it again. It only takes away, so it takes no password. */
  forgetDevice: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'device-forgotten', input: schema.nothing },
    type<null>(),
  ),
};
