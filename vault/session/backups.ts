import type { AuditFacts } from '../../common/audit/actions';
import { type Backup, type BackupKind, type BackupRule, type BackupState, ruleParts } from '../../common/backups';
import { fail, KeyfoldError } from '../../common/errors';
import type { AuditEntry } from '../audit/log';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { reportFailure } from '../base/report-failure';
import { backupsIn, findBackup, listBackups, removeBackup } from '../store/backups/folders';
import { backupError, keptIn, type MadeBackup, makeBackup } from '../store/backups/make';
import { ranked } from '../store/backups/retention';
import { change } from './effects/change';
import { doorOf } from './effects/door';
import type { Passed } from './effects/passed';
import type { OpenVault } from './open-vault';
import { createSecondFolder } from './second-folder';

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
  keep(passed: Passed, rule: BackupRule): void;
  /** Removes a backup. Errors: `backup-gone`, those of the file system. */
  remove(passed: Passed, name: string): void;
  /** Sets the second folder, or none. Errors: those of {@link SecondFolder.use}. */
  useSecond(passed: Passed, chosen: string | null): Promise<void>;
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
  control: Control;
  time: Clock;
  onChanged(): void;
}

class Closing extends Error {}

export function createBackups({ vault, now, fresh, migrated, control, time, onChanged }: BackupsNeeds): Backups {
  let ended = false;
  let failed: BackupState['failed'] = null;
  let last: Promise<unknown> = Promise.resolve();
  const goOn = () => {
    if (ended) throw new Closing();
  };

  const second = createSecondFolder({
    ...{ vault, control, now, time, goOn },
    note: (entry) => note(vault(), entry),
    onChanged: () => ended || onChanged(),
  });

  const makeNow = async (kind: BackupKind): Promise<void> => {
    goOn();
    const { paths, database, key, slots, ledger } = vault();
    const at = now();
    // While the clock is in doubt, nobody knows which backups are old.
    const keep = ledger.clock.look().problem ? null : keptIn(database);
    let made: MadeBackup;
    try {
      made = await makeBackup({ folder: paths.folder, database, key, slots, kind, at, keep, goOn });
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
    second.copy(made.name, kind);
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
      const { paths, database, ledger } = vault();
      const backups = ranked(listBackups(paths.folder), ledger.clock.now());
      const folder = backupsIn(paths.folder);
      return { backups, folder, keep: keptIn(database), failed, second: second.state() };
    },
    make,
    async begin() {
      if (ended || vault().database.readOnly) return;
      try {
        if (migrated !== null) noteMade(vault(), 'before-migration', migrated);
        if (!fresh && !hasToday()) await make('daily');
        await second.begin();
      } catch (error) {
        if (!ended && !(error instanceof KeyfoldError)) reportFailure('daily backup', error);
      }
    },
    keep(passed, rule) {
      const { paths } = vault();
      try {
        for (const name of setRule(vault(), passed, rule)) removeBackup(paths.folder, name);
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
    useSecond: second.use,
    end() {
      ended = true;
    },
  };
}

/** Stores the rule. Returns the names of the backups that the plan removes. Errors: `backup-gone`. */
function setRule(vault: OpenVault, passed: Passed, rule: BackupRule): string[] {
  const former = keptIn(vault.database);
  const gone: string[] = [];
  if (ruleParts.every((part) => former[part] === rule[part])) return gone;
  change(vault, passed, (writer, { effect, subject }) => {
    if (effect === 'backup.remove') {
      gone.push(subject);
      return removalFacts(vault.paths.folder, subject);
    }
    const set = 'UPDATE meta SET backup_days = ?, backup_weeks = ?, backup_months = ?, backup_acts = ?';
    writer.runOne(set, ...ruleParts.map((part) => rule[part]));
    return { before: ruleText(former), after: ruleText(rule) };
  });
  return gone;
}

/** Returns the numbers of a rule as the log has them, in any language. */
const ruleText = (rule: BackupRule) => ruleParts.map((part) => rule[part]).join(' / ');

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
