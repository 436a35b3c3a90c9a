import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { Control } from '../base/control';
import { outsideQueue } from '../base/queue';
import type { Verification } from '../protection/verification';
import { planOf } from '../session/effects/plan';
import type { Session } from '../session/session';
import { listBackups } from '../store/backups/folders';
import { ranked } from '../store/backups/retention';
import { planOfIntent } from './plans';

const second = planOf([{ effect: 'backups.second', subject: '' }]);

export interface BackupHandlerNeeds {
  session: Session;
  verification: Verification;
  control: Control;
  /** The vault's folder. */
  folder: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the contract's group `backups` does. */
export function backupHandlers({
  session,
  verification,
  control,
  folder,
  now,
}: BackupHandlerNeeds): Handlers<'vault', unknown>['backups'] {
  const backups = session.backups;
  return {
    state: () => backups().state(),
    list: () => ranked(listBackups(folder), now()),
    async make() {
      await backups().make('manual');
      return null;
    },
    keep({ keep, ticket }) {
      const plan = planOfIntent(session.vault(), { act: 'keep-backups', keep });
      backups().keep(verification.pass(plan, ticket), keep);
      return null;
    },
    remove({ name, ticket }) {
      const plan = planOfIntent(session.vault(), { act: 'remove-backup', name });
      backups().remove(verification.pass(plan, ticket), name);
      return null;
    },
    async chooseSecond() {
      const chosen = (await outsideQueue(() => control.ask('folderPath', { what: 'backups' }))) ?? fail('internal', {});
      if (chosen.path === null) return false;
      await backups().useSecond(verification.pass(second), chosen.path);
      await backups().make('manual');
      return true;
    },
    async leaveSecond() {
      await backups().useSecond(verification.pass(second), null);
      return null;
    },
    async restore({ name, password, present }) {
      await session.restore(name, password, present);
      return null;
    },
  };
}
