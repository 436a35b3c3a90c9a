import type { Handlers } from '../../common/contract/derived';
import type { Caller, Emit } from '../base/caller';
import type { Verification } from '../protection/verification';
import { planOf } from '../session/effects/plan';
import type { Session } from '../session/session';
import type { Running } from '../transfer/turns';

export interface RekeyOperationNeeds {
  session: Session;
  verification: Verification;
  running: Running<Caller>;
  emit: Emit;
}

/** The operations of the group `rekey`. */
export function rekeyHandlers({
  session,
  verification,
  running,
  emit,
}: RekeyOperationNeeds): Handlers<'vault', Caller>['rekey'] {
  return {
    run: async ({ password }, caller) => {
      const plan = planOf([{ effect: 'vault.rekey', subject: '' }]);
      await running.run(caller, (turns) =>
        verification.withOwnerKey(plan, password, (secretKey, passed) =>
          session.rekey(passed, password, secretKey, turns),
        ),
      );
      emit('keyringChanged', 'rekeyed');
      return null;
    },
    cancel(_, caller) {
      running.cancel(caller);
      return null;
    },
  };
}
