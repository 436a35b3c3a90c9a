import type { BackupKind, BackupState } from '../../common/backups';
import { fail, KeyfoldError } from '../../common/errors';
import { record } from '../audit/record';
import { reportFailure } from '../base/report-failure';
import { backupsIn, findBackup, listBackups, removeBackup } from '../store/backups/folders';
import { backupError, keptIn, makeBackup } from '../store/backups/make';
import type { OpenVault } from './open-vault';

/** The backups of an open vault. */
export interface Backups {
  state(): BackupState;
  /** Makes a backup, after any that is being made, and logs it. Errors: those of {@link makeBackup}. */
  make(kind: BackupKind): Promise<void>;
  /**
   * Called after the first rows: makes the day's backup, if there is none yet. A failure is reported and logged. Never
   * rejects.
   */
  begin(): Promise<void>;
  keep(count: number): void;
  /** Removes a backup. Errors: `backup-gone`, those of the file system. */
  remove(name: string): void;
  /** The vault is being closed: a backup that is being made stops. */
  end(): void;
}

export interface BackupsNeeds {
  vault(): OpenVault;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The vault has just been made, so there is nothing to back up yet. */
  fresh: boolean;
  /** The time at which a migration made a backup, in milliseconds since the epoch; otherwise `null`. */
  migrated: number | null;
  onChanged(): void;
}

class Closing extends Error {}

export function createBackups({ vault, now, fresh, migrated, onChanged }: BackupsNeeds): Backups {
  let ended = false;
  let failed: BackupState['failed'] = null;
  let last: Promise<unknown> = Promise.resolve();
  const goOn = () => {
    if (ended) throw new Closing();
  };

  const makeNow = async (kind: BackupKind): Promise<void> => {
    goOn();
    const { paths, database, key, slots } = vault();
    const at = now();
    let name: string;
    try {
      name = await makeBackup({ folder: paths.folder, database, key, slots, kind, at, keep: keptIn(database), goOn });
    } catch (error) {
      if (ended) throw error;
      const known = backupError(error, paths.database);
      if (known.code === 'internal') reportFailure('backup', error);
      failed = { kind, at, error: known };
      try {
        const { ledger } = vault();
        ledger.audit.settle();
        ledger.audit.append({ action: 'backup', outcome: 'failed', code: known.code, facts: { backup: kind } });
      } catch (unwritten) {
        // If the disk is full, there is no space for a row of the log either.
        reportFailure('audit', unwritten);
      }
      if (!ended) onChanged();
      throw new KeyfoldError(known);
    }
    failed = null;
    try {
      record(vault(), 'backup', null, { backup: kind, subject: name });
    } catch (error) {
      if (ended) throw error;
      // The backup is complete, and that is what was asked for.
      reportFailure('audit', error);
    }
    if (!ended) onChanged();
  };

  const make = (kind: BackupKind): Promise<void> => {
    const turn = last.then(() => makeNow(kind));
    last = turn.catch(() => undefined);
    return turn;
  };

  const hasToday = () => {
    const today = dayOf(now());
    return listBackups(vault().paths.folder).some(({ kind, at }) => kind === 'daily' && dayOf(at) === today);
  };

  return {
    state() {
      const { paths, database } = vault();
      const backups = listBackups(paths.folder);
      return { backups, folder: backupsIn(paths.folder), keep: keptIn(database), failed };
    },
    make,
    async begin() {
      if (ended) return;
      try {
        if (migrated !== null) record(vault(), 'backup', null, { backup: 'before-migration' });
        if (!fresh && !hasToday()) await make('daily');
      } catch (error) {
        if (!ended && !(error instanceof KeyfoldError)) reportFailure('daily backup', error);
      }
    },
    keep(count) {
      const { database, ledger } = vault();
      const former = keptIn(database);
      if (former === count) return;
      ledger.audit.settle();
      database.write(() => {
        database.run('UPDATE meta SET backups_kept = ?', count);
        ledger.audit.append({ action: 'backups-kept', facts: { kept: count, keptBefore: former } });
      });
      onChanged();
    },
    remove(name) {
      const { paths } = vault();
      const backup = findBackup(paths.folder, name) ?? fail('backup-gone', {});
      // This is logged first: what can't be logged is not removed.
      record(vault(), 'backup-removed', null, { backup: backup.kind, from: backup.at, subject: backup.name });
      removeBackup(paths.folder, name);
      onChanged();
    },
    end() {
      ended = true;
    },
  };
}

/** Returns the day of a moment, in local time. */
const dayOf = (at: number) => new Date(at).toDateString();
