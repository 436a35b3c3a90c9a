import { z } from 'zod';
import type { Backup, BackupState } from '../backups';
import type { StepBack } from '../generation';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

const name = schema.backup;

/** Backups of the vault. A call names a backup by its name and never by a path. */
export const backups = {
  /** Returns what Settings shows. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<BackupState>()),
  /** Returns what the lock screen can restore: every complete backup, in the order of {@link BackupState}. */
  list: vaultOperation(
    { views: ['create', 'unlock', 'restore'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<Backup[]>(),
  ),
  /**
   * Makes a backup now. Errors: `vault-damaged` if the copy that was written doesn't pass its check, those of the file
   * system.
   */
  make: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'beside', refused: 'backup.make', input: schema.nothing },
    type<null>(),
  ),
  /**
   * Sets how many backups are kept from now on. If a number is less than before, this needs a verification, and those that
   * are too many are removed. Errors: `verification-required`, `ticket-invalid`, `plan-changed`, those of the file system.
   */
  keep: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'backups.keep',
      input: z.strictObject({ keep: schema.keptBackups, ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
  /**
   * Asks for a folder, which gets a copy of each backup from now on, and makes a backup. Returns `false` if the person
   * chose none. Errors: `place-unfit`, those of `make` and of the file system.
   */
  chooseSecond: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'backups.second', input: schema.nothing },
    type<boolean>(),
  ),
  /** No backup is copied any more. What is in the second folder stays there. */
  leaveSecond: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'backups.second', input: schema.nothing },
    type<null>(),
  ),
  /**
   * Removes a backup. Errors: `backup-gone`, `verification-required`, `ticket-invalid`, `plan-changed`, those of the
   * file system.
   */
  remove: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'backup.remove',
      input: z.strictObject({ name, ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
  /**
   * Puts a backup in the vault's place and opens it. The vault that was there becomes a backup itself. What guards that
   * vault, and which of its secrets were shown, holds in the restored vault too. `password` is the one that opens the
   * backup. `present` is the one that opens the vault in place; it is needed if neither `password` nor the backup's keys
   * open that (`present-password`). Errors: `wrong-password`, `present-password`, `try-later`, `backup-gone`,
   * `vault-in-use`, `vault-damaged` (the backup is damaged), `vault-newer`, those of the file system. After an error the vault is as it was; or the backup has
   * replaced it but could not be opened then, and the next unlock opens it.
   */
  restore: vaultOperation(
    {
      views: ['restore'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ name, password: schema.password, present: schema.password.optional() }),
    },
    type<null>(),
  ),
};

/** The check whether the vault is an older copy than the one that was here. */
export const generation = {
  /** Returns a step back that was found and that nobody has accepted yet, or `null`. */
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<StepBack | null>()),
  /** The person accepts the older copy. The log records that. */
  accept: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'generation.accept', input: schema.nothing },
    type<null>(),
  ),
};
