import type { Handlers } from '../../common/contract/derived';
import { countOverview } from '../keys/overview';
import { stillThere, writtenInPlain } from '../keys/plain-files';
import type { OpenVault } from '../session/open-vault';

export interface OverviewNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
}

/** What the contract's group `overview` does. */
export function overviewHandlers({ vault }: OverviewNeeds): Handlers<'vault', unknown>['overview'] {
  return {
    get() {
      const { database, ledger } = vault();
      return countOverview(database, ledger.clock.now());
    },
    plainFiles: () => stillThere(writtenInPlain(vault().database)),
  };
}
