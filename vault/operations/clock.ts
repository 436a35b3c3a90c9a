import type { Handlers } from '../../common/contract/derived';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { doorOf } from '../session/effects/door';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';

export interface ClockNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
}

/** What the contract's group `clock` does. */
export function clockHandlers({ vault, verification }: ClockNeeds): Handlers<'vault', unknown>['clock'] {
  return {
    state: () => vault().ledger.clock.look(),
    accept() {
      // If there is nothing to accept, there is no row: a page could ask for it without end.
      const state = vault().ledger.clock.look();
      if (state.problem === null) return state;
      const passed = verification.pass(planOf([{ effect: 'clock.accept', subject: '' }]));
      change(vault(), passed, () => doorOf(vault()).clock.accept());
      return vault().ledger.clock.look();
    },
  };
}
