import { z } from 'zod';
import type { UnlockWays } from '../keyring';
import type { VaultPlace } from '../place';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/**
 * Creating and opening the vault. The log can be written only while the vault is open. Until then a failed unlock is
 * kept in a file beside the vault; other refusals here have no row.
 */
export const session = {
  /** Creates the vault and leaves it unlocked. Errors: `vault-exists`, `invalid-fields`, those of the file system. */
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
   * Opens the vault with its recovery key (ASCII) and sets a new master password at the same time. Errors also:
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
  /** Returns the ways to open the vault. It says nothing that the files beside the vault don't say. */
  ways: vaultOperation(
    { views: ['unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<UnlockWays>(),
  ),
  /** Returns whether the vault is open. A view asks this once, when its port arrives. */
  state: vaultOperation(
    { views: ['main-view', 'create', 'unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<'locked' | 'unlocked'>(),
  ),
  /** Returns what is special about the place of the open vault. Tries what its file system offers. */
  place: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<VaultPlace>()),
} as const;
