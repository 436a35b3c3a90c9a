import type { AuditAction, AuditFacts } from '../../common/audit/actions';
import { record, subjectOf } from '../audit/record';
import { markDisplayed, type StoredKey } from '../keys/repository';
import { markUsed } from '../keys/usage';
import type { OpenVault } from '../session/open-vault';

/**
 * Called before something of a key leaves the vault in plain text. It is logged first: what can't be logged does not
 * leave. If the secret or the token leaves, the secret counts as shown from then on. `now` is in milliseconds since the
 * epoch. Returns whether that changed the reveal state.
 */
export function secretLeaves(
  vault: OpenVault,
  action: Extract<AuditAction, 'copy' | 'csv-saved' | 'tool-copied' | 'tool-saved' | 'tool-added'>,
  key: StoredKey,
  facts: AuditFacts,
  now: number,
): boolean {
  vault.ledger.audit.settle();
  return vault.database.write(() => {
    record(vault, action, key, facts);
    markUsed(vault.database, key.id, now);
    return facts.part === 'accessKeyId' ? false : markDisplayed(vault.database, key.id, now);
  });
}

/**
 * Called before keys leave the vault in one file. Each key has its own row, and one more row says how many there were.
 * It is logged first: what can't be logged does not leave. `facts`: to whom, by which way and to which place.
 */
export function keysLeave(
  vault: OpenVault,
  action: Extract<AuditAction, 'exported' | 'exported-csv' | 'original-saved'>,
  ids: readonly string[],
  facts: AuditFacts,
): void {
  vault.ledger.audit.settle();
  vault.database.write(() => {
    for (const id of ids) record(vault, action, subjectOf(vault.database, id), facts);
    record(vault, action, null, { ...facts, count: ids.length });
  });
}

/** Returns what a row says of a note of the person about to whom something was given. */
export const handed = (handedTo: string | undefined): AuditFacts => (handedTo ? { handedTo } : {});
