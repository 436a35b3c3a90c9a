import type { AuditAction, AuditFacts } from '../../common/audit/actions';
import { record } from '../audit/record';
import type { StoredKey } from '../keys/repository';
import { markUsed } from '../keys/usage';
import type { OpenVault } from '../session/open-vault';

/**
 * Called before a key's secret leaves the vault. It is logged first: what can't be logged does not leave. `now` is in
 * milliseconds since the epoch.
 */
export function secretLeaves(
  vault: OpenVault,
  action: Extract<AuditAction, 'copy' | 'csv-saved' | 'tool-copied' | 'tool-saved' | 'tool-added'>,
  key: StoredKey,
  facts: AuditFacts,
  now: number,
): void {
  vault.ledger.audit.settle();
  vault.database.write(() => {
    record(vault, action, key, facts);
    markUsed(vault.database, key.id, now);
  });
}
