import { z } from 'zod';
import { type Backup, type BackupState, backupsKept } from '../backups';
import type { StepBack } from '../generation';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

const name = schema.backup;

/** Backups of the vault. No operation takes or answers with a path to act on: a backup is known by its name. */
export const backups = {
  /** What Settings shows. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<BackupState>()),
  /** What the lock screen can restore: every whole backup, newest first. */
  list: vaultOperation(
    { views: ['create', 'unlock', 'restore'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<Backup[]>(),
  ),
  /** Makes one now. Errors: `vault-damaged` where what was written isn't what it should be, those of the file system. */
  make: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
  /** How many are kept from now on. */
  keep: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ keep: z.int().min(backupsKept.least).max(backupsKept.most) }),
    },
    type<null>(),
  ),
  /** Removes one. Errors: `backup-gone`, those of the file system. */
  remove: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'not-logged', input: z.strictObject({ name }) },
    type<null>(),
  ),
  /**
   * Puts a backup in the vault's place and opens it; what stood there becomes a backup itself. `password`: the one that
   * opens the backup. Errors: `wrong-password`, `backup-gone`, `vault-in-use`, `vault-damaged` (the backup is),
   * `vault-newer`, those of the file system. The vault is then as it was, or
   * restored and refused by the opening that follows, which says why; the next unlock opens it.
   */
  restore: vaultOperation(
    {
      views: ['restore'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ name, password: schema.password }),
    },
    type<null>(),
  ),
};

/** Whether the vault is an older copy than the one that was here. */
export const generation = {
  /** A step back that was found and that nobody has said to be right. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<StepBack | null>()),
  /** A person says that it is right: the log says that they did. */
  accept: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};
