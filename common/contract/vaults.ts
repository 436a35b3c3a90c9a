import { z } from 'zod';
import { type FoundVault, type KnownVault, vaultNameLimit } from '../vaults';
import { mainOperation, type, vaultOperation } from './operation';
import * as schema from './schemas';

const id = z.string().regex(/^[0-9a-f]{32}$/);

/** The vaults that this machine knows. A view names one by its id and never by a path. */
export const vaults = {
  list: mainOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<KnownVault[]>(),
  ),
  /** Shows the lock screen of another known vault. Does nothing while a vault is open. */
  open: mainOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'changes', input: z.strictObject({ id }) },
    type<null>(),
  ),
  /** Gives a vault another name in the list; an empty one leaves it that of its folder. Errors: those of the file system. */
  rename: mainOperation(
    {
      views: ['unlock'],
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({ id, name: z.string().max(vaultNameLimit) }),
    },
    type<null>(),
  ),
  /** Takes a vault out of the list. No file is touched. The one that the lock screen opens stays. */
  forget: mainOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'changes', input: z.strictObject({ id }) },
    type<null>(),
  ),
} as const;

/** Vaults and backups that this machine doesn't know yet. Main asks for their place, and the vault process reads them. */
export const elsewhere = {
  /**
   * Asks for a `vault.db`, and looks at the vault or backup that it belongs to. Returns `null` if the person chose none.
   * Errors: `not-a-vault`, `vault-link`, `backup-incomplete`, `backup-damaged`, `vault-newer`, `file-too-large`, those of
   * the file system.
   */
  choose: vaultOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'waits', input: schema.nothing },
    type<FoundVault | null>(),
  ),
  /**
   * Shows the lock screen of the vault that was chosen: where it is, or as a copy in Keyfold's own folder. The chosen
   * files are only read, and no other vault is touched. Errors: as those of `choose`, `nothing-chosen`, `only-a-copy` for
   * a backup, `vault-in-use` and `vault-unsettled` for a copy.
   */
  open: vaultOperation(
    {
      views: ['create', 'unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ how: z.enum(['in-place', 'copy']), name: z.string().max(vaultNameLimit) }),
    },
    type<null>(),
  ),
  /**
   * Asks for a folder and shows the sheet that makes a vault there. Returns `false` if the person chose none. A folder
   * that isn't empty gets a folder of its own for the vault. Errors: `vault-exists`, those of the file system.
   */
  make: vaultOperation(
    {
      views: ['create', 'unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: schema.nothing,
    },
    type<boolean>(),
  ),
};
