import type { Handlers } from '../../common/contract/derived';
import type { Emit } from '../base/caller';
import type { Verification } from '../protection/verification';
import { planOf } from '../session/effects/plan';
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
      const plan = planOf([{ effect: 'vault.rekey', subject: '' }]);
      await verification.withOwnerKey(plan, password, (secretKey, passed) =>
        session.rekey(passed, password, secretKey),
      );
      emit('keyringChanged', 'rekeyed');
      return null;
    },
  };
}
