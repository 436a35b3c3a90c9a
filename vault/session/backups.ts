import type { AuditFacts } from '../../common/audit/actions';
import type { Backup, BackupKind, BackupState } from '../../common/backups';
import { fail, KeyfoldError } from '../../common/errors';
import type { AuditEntry } from '../audit/log';
import { reportFailure } from '../base/report-failure';
import { backupsIn, findBackup, listBackups, removeBackup } from '../store/backups/folders';
import { backupError, keptIn, type MadeBackup, makeBackup } from '../store/backups/make';
import { change } from './effects/change';
import { doorOf } from './effects/door';
import type { Passed } from './effects/passed';
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
  /** Sets how many are kept, and removes those of the plan. Errors: `backup-gone`, those of the file system. */
  keep(passed: Passed, count: number): void;
  /** Removes a backup. Errors: `backup-gone`, those of the file system. */
  remove(passed: Passed, name: string): void;
  /** The vault is being closed: a backup that is being made stops. */
  end(): void;
}

export interface BackupsNeeds {
  vault(): OpenVault;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The vault has just been made, so there is nothing to back up yet. */
  fresh: boolean;
  /** The backup that was made before a migration; otherwise `null`. */
  migrated: MadeBackup | null;
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
    let made: MadeBackup;
    try {
      made = await makeBackup({ folder: paths.folder, database, key, slots, kind, at, keep: keptIn(database), goOn });
    } catch (error) {
      if (ended) throw error;
      const known = backupError(error, paths.database);
      if (known.code === 'internal') reportFailure('backup', error);
      failed = { kind, at, error: known };
      try {
        note(vault(), { action: 'backup', outcome: 'failed', code: known.code, facts: { backup: kind } });
      } catch (unwritten) {
        // If the disk is full, there is no space for a row of the log either.
        reportFailure('audit', unwritten);
      }
      if (!ended) onChanged();
      throw new KeyfoldError(known);
    }
    failed = null;
    try {
      noteMade(vault(), kind, made);
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
        if (migrated !== null) noteMade(vault(), 'before-migration', migrated);
        if (!fresh && !hasToday()) await make('daily');
      } catch (error) {
        if (!ended && !(error instanceof KeyfoldError)) reportFailure('daily backup', error);
      }
    },
    keep(passed, count) {
      const former = keptIn(vault().database);
      if (former === count) return;
      const { paths } = vault();
      const gone: string[] = [];
      change(vault(), passed, (writer, { effect, subject }) => {
        if (effect === 'backup.remove') {
          gone.push(subject);
          return removalFacts(paths.folder, subject);
        }
        writer.runOne('UPDATE meta SET backups_kept = ?', count);
        return { kept: count, keptBefore: former };
      });
      try {
        for (const name of gone) removeBackup(paths.folder, name);
      } finally {
        onChanged();
      }
    },
    remove(passed, name) {
      const { paths } = vault();
      // This is logged first: what can't be logged is not removed.
      change(vault(), passed, () => removalFacts(paths.folder, name));
      removeBackup(paths.folder, name);
      onChanged();
    },
    end() {
      ended = true;
    },
  };
}

/** Errors: `backup-gone`. */
function removalFacts(folder: string, name: string): AuditFacts {
  return factsOf(findBackup(folder, name) ?? fail('backup-gone', {}));
}

const factsOf = ({ kind, at, name }: Backup): AuditFacts => ({ backup: kind, from: at, subject: name });

/** Logs a backup, and each older one that was removed for it: nobody asked for that in particular. */
function noteMade(vault: OpenVault, kind: BackupKind, { name, removed }: MadeBackup): void {
  note(vault, { action: 'backup', facts: { backup: kind, subject: name } });
  for (const old of removed) note(vault, { action: 'backup-removed', facts: { ...factsOf(old), why: 'too-many' } });
}

/** Backups are also made when nobody asked for one. The row tells what has happened to the files. */
function note(vault: OpenVault, entry: AuditEntry): void {
  const { audit } = doorOf(vault);
  audit.settle();
  audit.append(entry);
}

/** Returns the day of a moment, in local time. */
const dayOf = (at: number) => new Date(at).toDateString();
