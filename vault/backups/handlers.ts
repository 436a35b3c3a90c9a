import type { Handlers } from '../../common/contract/derived';
import type { Session } from '../session';
import { listBackups } from './folders';

export interface BackupHandlerNeeds {
  session: Session;
  /** The vault's folder. */
  folder: string;
}

/** What the contract's group `backups` does. */
export function backupHandlers({ session, folder }: BackupHandlerNeeds): Handlers<'vault', unknown>['backups'] {
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
      await session.restore(name, password);
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
