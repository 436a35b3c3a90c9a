import { z } from 'zod';
import type { UnlockWays } from '../keyring';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/**
 * Making and opening the vault. The log can be written only while the vault is open: a failed unlock is kept in a file beside
 * the vault until then, and the rest has no row.
 */
export const session = {
  /** Makes the vault and leaves it unlocked. Errors: `vault-exists`, `invalid-fields`, those of the file system. */
  create: vaultOperation(
    {
      views: ['create'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
  /** Opens the vault. Errors: `wrong-password`, `try-later`, `no-vault`, `vault-*`, those of the file system. */
  unlock: vaultOperation(
    {
      views: ['unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
  /**
   * Opens the vault with its recovery key (ASCII) and gives it a new master password in the same act. Errors also:
   * `wrong-recovery-key`, `recovery-key-typo`, `no-recovery-key`, `invalid-fields`.
   */
  recover: vaultOperation(
    {
      views: ['unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ key: schema.recoveryKey, newPassword: schema.password }),
    },
    type<null>(),
  ),
  /** The ways to open the vault; says nothing that the files beside it don't. */
  ways: vaultOperation(
    { views: ['unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<UnlockWays>(),
  ),
  /** Whether the vault is open; a view asks it once, when its port arrives. */
  state: vaultOperation(
    { views: ['main-view', 'create', 'unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<'locked' | 'unlocked'>(),
  ),
} as const;
