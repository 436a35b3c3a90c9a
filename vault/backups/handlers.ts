import type { Handlers } from '../../common/contract/derived';
import { fail, KeyfoldError } from '../../common/errors';
import { noteQuietly } from '../audit/attempts';
import type { Control } from '../control';
import type { Session } from '../session';
import { listBackups } from './folders';
import { restoreBackup } from './restore';

export interface BackupHandlerNeeds {
  session: Session;
  control: Control;
  folder: string;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the contract's group `backups` does. */
export function backupHandlers(needs: BackupHandlerNeeds): Handlers<'vault', unknown>['backups'] {
  const { session, control, folder, actor, now } = needs;
  const backups = () => session.vault().backups;
  return {
    state: () => backups().state(),
    list: () => listBackups(folder),
    async make() {
      await backups().make('manual');
      return null;
    },
    keep({ keep }) {
      backups().keep(keep);
      return null;
    },
    remove({ name }) {
      backups().remove(name);
      return null;
    },
    async restore({ name, password }) {
      if (session.state() === 'unlocked') fail('not-allowed', { operation: 'backups.restore' });
      const mark = (await control.ask('readMark', {}))?.mark ?? null;
      try {
        await restoreBackup({ folder, name, password, mark, actor, now: now() });
      } catch (error) {
        if (error instanceof KeyfoldError && error.error.code === 'wrong-password') {
          noteQuietly(folder, { at: now(), what: 'unlock-failed' });
        }
        throw error;
      }
      await session.unlock(password);
      return null;
    },
  };
}

/** What the contract's group `generation` does. */
export function generationHandlers({
  session,
}: Pick<BackupHandlerNeeds, 'session'>): Handlers<'vault', unknown>['generation'] {
  return {
    state: () => session.vault().generation.stepBack(),
    accept() {
      session.vault().generation.accept();
      return null;
    },
  };
}
