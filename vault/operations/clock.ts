import type { Handlers } from '../../common/contract/derived';
import type { OpenVault } from '../session/open-vault';

export interface ClockNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
}

/** What the contract's group `clock` does. */
export function clockHandlers({ vault }: ClockNeeds): Handlers<'vault', unknown>['clock'] {
  return {
    state: () => vault().ledger.clock.look(),
    accept() {
      const { database, ledger } = vault();
      // If there is nothing to accept, there is no row: a page could ask for it without end.
      const state = ledger.clock.look();
      if (state.problem === null) return state;
      ledger.audit.settle();
      database.write(() => {
        const facts = ledger.clock.accept();
        ledger.audit.append({ action: 'clock-accepted', facts });
      });
      return ledger.clock.look();
    },
  };
}
