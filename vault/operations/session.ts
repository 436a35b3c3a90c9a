import type { Handlers } from '../../common/contract/derived';
import { syncFolder } from '../base/files/atomic-write';
import { limitsFound } from '../base/files/file-system-limits';
import type { Session } from '../session/session';
import { conflictCopies } from '../store/place';

/** The operations of the group `session`. */
export function sessionHandlers(session: Session): Handlers<'vault', unknown>['session'] {
  return {
    create: async ({ password }) => {
      await session.create(password);
      return null;
    },
    unlock: async ({ password }) => {
      await session.unlock(password);
      return null;
    },
    recover: async ({ key, newPassword }) => {
      await session.recover(key, newPassword);
      return null;
    },
    ways: () => session.ways(),
    state: () => session.state(),
    place() {
      const { paths, database } = session.vault();
      const { readOnly } = database;
      if (!readOnly) syncFolder(paths.folder);
      return { readOnly, limits: limitsFound(), conflicts: conflictCopies(paths.folder) };
    },
  };
}
