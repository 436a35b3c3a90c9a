import type { Handlers } from '../../common/contract/derived';
import type { Session } from '../session/session';

/** The operations of the group `generation`. */
export function generationHandlers(session: Session): Handlers<'vault', unknown>['generation'] {
  return {
    state: () => session.generation().stepBack(),
    accept() {
      session.generation().accept();
      return null;
    },
  };
}
