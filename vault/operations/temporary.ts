import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { KeyRow } from '../../common/keys/access-key';
import { recordChange } from '../audit/record';
import { keyTables, rowColumns, type StoredRow, toRow } from '../keys/list';
import { deleteKey, findKey } from '../keys/repository';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import type { VaultDatabase } from '../store/database/database';

export interface TemporaryHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** Tells the main view that keys changed. */
  changed(): null;
}

/** What the contract's group `temporary` does. */
export function temporaryHandlers({
  vault,
  verification,
  changed,
}: TemporaryHandlerNeeds): Handlers<'vault', unknown>['temporary'] {
  return {
    expired: () => expiredKeys(vault().database, vault().ledger.clock.now()),
    clear({ ids, ticket }) {
      const open = vault();
      const { database, ledger } = open;
      const now = ledger.clock.now();
      const wanted = new Set(ids);
      for (const id of wanted) {
        const { expiresAt } = findKey(database, id);
        if (expiresAt === null || expiresAt > now) fail('not-expired', {});
      }
      verification.pass('clear', ids[0] ?? fail('not-found', {}), ticket);
      ledger.audit.settle();
      database.write(() => {
        for (const id of wanted) {
          recordChange(open, 'delete', id, () => deleteKey(database, id), { why: 'cleared' });
        }
      });
      return changed();
    },
  };
}

function expiredKeys(database: VaultDatabase, now: number): KeyRow[] {
  const select = `SELECT ${rowColumns} FROM ${keyTables} WHERE k.expires_at <= ? ORDER BY k.expires_at DESC, k.id LIMIT 10000`;
  return database.all<StoredRow>(select, now).map(toRow);
}
