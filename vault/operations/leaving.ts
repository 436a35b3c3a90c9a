import type { AuditFacts } from '../../common/audit/actions';
import { markDisplayed } from '../keys/repository';
import { markUsed } from '../keys/usage';
import { leave } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';

/**
 * Lets something of one key leave the vault in plain text. The key counts as used, and that is logged; if the secret or
 * the token leaves, the secret counts as shown from then on. Only then `make` hands it over. `now` is in milliseconds
 * since the epoch. `changed` is called if the reveal state is another one now. Errors: those of {@link leave}.
 */
export function outOf<T>(
  vault: OpenVault,
  passed: Passed,
  facts: AuditFacts,
  { now, changed }: { now: number; changed(id: string): void },
  make: () => T,
): T {
  let shown: string | null = null;
  return leave(
    vault,
    passed,
    (writer, { subject }) => {
      markUsed(writer, subject, now);
      if (facts.part !== 'accessKeyId' && markDisplayed(writer, subject, now)) shown = subject;
      return facts;
    },
    () => {
      if (shown !== null) changed(shown);
      return make();
    },
  );
}

/** Returns what a row says of a note of the person about to whom something was given. */
export const handed = (handedTo: string | undefined): AuditFacts => (handedTo ? { handedTo } : {});
