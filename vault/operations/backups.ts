import type { Handlers } from '../../common/contract/derived';
import type { Session } from '../session/session';
import { listBackups } from '../store/backups/folders';

export interface BackupHandlerNeeds {
  session: Session;
  /** The vault's folder. */
  folder: string;
}

/** What the contract's group `backups` does. */
export function backupHandlers({ session, folder }: BackupHandlerNeeds): Handlers<'vault', unknown>['backups'] {
  const backups = session.backups;
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
      await session.restore(name, password);
      return null;
    },
  };
}
