import type { Handlers } from '../../common/contract/derived';
import type { Session } from '../session/session';

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
  };
}
