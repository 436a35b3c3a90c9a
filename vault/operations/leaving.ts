import type { AuditFacts } from '../../common/audit/actions';
import { markUsed } from '../keys/usage';
import { leave } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';

/**
 * Lets the secret of one key leave the vault: the key counts as used, that is logged, and only then `make` hands the
 * secret over. `now` is in milliseconds since the epoch. Errors: those of {@link leave}.
 */
export function outOf<T>(vault: OpenVault, passed: Passed, facts: AuditFacts, now: number, make: () => T): T {
  return leave(
    vault,
    passed,
    (writer, { subject }) => {
      markUsed(writer, subject, now);
      return facts;
    },
    make,
  );
}
