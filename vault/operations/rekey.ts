import type { Handlers } from '../../common/contract/derived';
import type { Emit } from '../base/caller';
import type { Verification } from '../protection/verification';
import type { Session } from '../session/session';

export interface RekeyOperationNeeds {
  session: Session;
  verification: Verification;
  emit: Emit;
}

/** The operations of the group `rekey`. */
export function rekeyHandlers({
  session,
  verification,
  emit,
}: RekeyOperationNeeds): Handlers<'vault', unknown>['rekey'] {
  return {
    run: async ({ password }) => {
      await verification.withOwnerKey(password, (secretKey) => session.rekey(password, secretKey));
      emit('keyringChanged', 'rekeyed');
      return null;
    },
  };
}
