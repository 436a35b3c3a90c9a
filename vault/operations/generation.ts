import type { Handlers } from '../../common/contract/derived';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { Session } from '../session/session';

export interface GenerationNeeds {
  session: Session;
  verification: Verification;
}

/** The operations of the group `generation`. */
export function generationHandlers({
  session,
  verification,
}: GenerationNeeds): Handlers<'vault', unknown>['generation'] {
  return {
    state: () => session.generation().stepBack(),
    accept() {
      const watch = session.generation();
      const from = watch.stepBack();
      if (!from) return null;
      const passed = verification.pass(planOf([{ effect: 'generation.accept', subject: '', object: from.part }]));
      change(session.vault(), passed, (writer) => {
        watch.accept(writer);
        return { copy: from.part };
      });
      watch.accepted();
      return null;
    },
  };
}
