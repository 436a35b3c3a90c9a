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
      const secretKey = await verification.secretKeyBy(password);
      try {
        await session.rekey(password, secretKey);
      } finally {
        secretKey.fill(0);
      }
      emit('keyringChanged', 'rekeyed');
      return null;
    },
  };
}
