import * as fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { BackupKind, BackupState } from '../../common/backups';
import { fail } from '../../common/errors';
import { systemCode } from '../../common/system-errors';
import type { AuditEntry } from '../audit/log';
import { listAudit } from '../audit/rows';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { syncFolder } from '../base/files/atomic-write';
import { isFolder } from '../base/files/folder-system';
import { reportFailure } from '../base/report-failure';
import { backupsIn, findBackup, listBackups } from '../store/backups/folders';
import { backupError, keptIn } from '../store/backups/make';
import { ranked } from '../store/backups/retention';
import { copyToSecond } from '../store/backups/second-copy';
import { change } from './effects/change';
import type { Passed } from './effects/passed';
import type { OpenVault } from './open-vault';

/**
 * The second folder of backups, on another disk. Main keeps its path in the settings of this machine. Backups never
 * wait for it: they are copied there one after the other, behind everything else.
 */
export interface SecondFolder {
  /** Reads the settings. Copies the newest backup if that folder doesn't have it. Never rejects. */
  begin(): Promise<void>;
  state(): BackupState['second'];
  /** Copies this backup as soon as those before it are copied. Never throws. */
  copy(name: string, kind: BackupKind): void;
  /**
   * From now on copies go below this folder, in a folder of the vault's own. `null`: there is no second folder any
   * more, and what is there stays. Errors: `place-unfit`, `internal` if main can't keep it, those of the file system.
   */
  use(passed: Passed, chosen: string | null): Promise<void>;
}

export interface SecondFolderNeeds {
  vault(): OpenVault;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  time: Clock;
  /** Throws if the vault is being closed. */
  goOn(): void;
  note(entry: AuditEntry): void;
  onChanged(): void;
}

/** Returns the folder for a vault's backups below a chosen one. Several vaults can have the same chosen folder. */
const ownIn = (chosen: string, vaultId: string) => join(chosen, `keyfold-${vaultId.slice(0, 8)}`);

/** Returns whether the path is this folder or below it. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && way !== path);
}

export function createSecondFolder(needs: SecondFolderNeeds): SecondFolder {
  const { vault, control, now, time, goOn, note, onChanged } = needs;
  let place: string | null = null;
  /** When a copy worked last; `undefined` until the log was asked. */
  let copied: number | null | undefined;
  let failed: NonNullable<BackupState['second']>['failed'] = null;
  /** What was found when the disk answered last: asking one that doesn't answer would stop everything. */
  let sameDisk = false;
  let last: Promise<void> = Promise.resolve();

  const lastCopied = (): number | null => {
    if (copied !== undefined) return copied;
    const filter = { action: 'backup-copied', outcome: 'ok', keyId: null, text: '', from: null, to: null } as const;
    const { rows } = listAudit(vault().database, filter, { offset: 0, limit: 50 });
    copied = rows.find(({ facts }) => facts.place === place)?.at ?? null;
    return copied;
  };

  /** `wanted`: the copy of a backup that was just made. Its failure has a row in the log. */
  const copyNow = async (name: string, kind: BackupKind, wanted: boolean): Promise<void> => {
    const to = place;
    if (to === null) return;
    try {
      goOn();
      const { paths, key, id, database, ledger } = vault();
      // It may have been removed since.
      if (!findBackup(paths.folder, name)) return;
      const keep = ledger.clock.look().problem ? null : keptIn(database);
      const needed = { backups: backupsIn(paths.folder), name, place: to, key, vaultId: id, keep, goOn };
      const removed = await copyToSecond({ ...needed, now: now(), clock: time });
      if (to !== place) return;
      failed = null;
      sameDisk = isSameDisk(to, paths.folder);
      if (removed) {
        copied = now();
        note({ action: 'backup-copied', facts: { backup: kind, subject: name, place: to } });
        for (const old of removed) {
          const facts = { backup: old.kind, from: old.at, subject: old.name, place: to, why: 'too-many' } as const;
          note({ action: 'backup-removed', facts });
        }
      }
    } catch (error) {
      try {
        goOn();
      } catch {
        return;
      }
      const known = backupError(error, to);
      if (known.code === 'internal') reportFailure('second backup', error);
      if (to !== place) return;
      failed = { at: now(), error: known };
      try {
        const facts = { backup: kind, subject: name, place: to };
        if (wanted) note({ action: 'backup-copied', outcome: 'failed', code: known.code, facts });
      } catch (unwritten) {
        reportFailure('audit', unwritten);
      }
    }
    onChanged();
  };

  const copy = (name: string, kind: BackupKind, wanted: boolean): Promise<void> => {
    last = last.then(() => copyNow(name, kind, wanted)).catch((error) => reportFailure('second backup', error));
    return last;
  };

  return {
    async begin() {
      place = (await control.ask('backupPlace', {}))?.folder ?? null;
      if (place === null) return;
      onChanged();
      const [newest] = ranked(listBackups(vault().paths.folder), now());
      if (newest) await copy(newest.name, newest.kind, false);
    },
    state() {
      if (place === null) return null;
      return { folder: place, copied: lastCopied(), failed, sameDisk };
    },
    copy: (name, kind) => void copy(name, kind, true),
    async use(passed, chosen) {
      const { paths, id } = vault();
      const before = place ?? '';
      const after = chosen === null ? null : ownIn(fs.realpathSync(chosen), id);
      if (after !== null) makePlace(after, paths.folder);
      const kept = await control.ask('keepBackupPlace', { folder: after });
      if (kept === null) fail('internal', {});
      change(vault(), passed, () => (before === (after ?? '') ? null : { before, after: after ?? '' }));
      place = after;
      sameDisk = after !== null && isSameDisk(after, paths.folder);
      copied = undefined;
      failed = null;
      onChanged();
    },
  };
}

/** Errors: `place-unfit`, those of the file system. */
function makePlace(place: string, vaultFolder: string): void {
  if (isWithin(place, fs.realpathSync(vaultFolder))) fail('place-unfit', { path: place, why: 'own' });
  try {
    fs.mkdirSync(place, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || !isFolder(place)) throw error;
    return;
  }
  syncFolder(dirname(place));
}

/** Returns whether both folders are on one disk, as far as the system says. A folder that isn't there is on none. */
function isSameDisk(one: string, other: string): boolean {
  try {
    return fs.statSync(one).dev === fs.statSync(other).dev;
  } catch {
    return false;
  }
}
