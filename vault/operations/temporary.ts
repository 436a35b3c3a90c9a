import type { Handlers } from '../../common/contract/derived';
import type { KeyRow } from '../../common/keys/access-key';
import { keyTables, rowColumns, type StoredRow, toRow } from '../keys/list';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import type { Deletions } from './bin';

export interface TemporaryHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  deletions: Deletions;
  /** Tells the main view that keys changed. */
  changed(): null;
}

/** What the contract's group `temporary` does. */
export function temporaryHandlers({
  vault,
  deletions,
  changed,
}: TemporaryHandlerNeeds): Handlers<'vault', unknown>['temporary'] {
  return {
    expired: () => expiredKeys(vault().database, vault().ledger.clock.now()),
    clear({ ids, ticket }) {
      const { undo } = deletions.run({ act: 'clear', ids }, ticket);
      changed();
      return { undo };
    },
  };
}

function expiredKeys(database: Reader, now: number): KeyRow[] {
  const select = `SELECT ${rowColumns} FROM ${keyTables} WHERE k.expires_at <= ? ORDER BY k.expires_at DESC, k.id LIMIT 10000`;
  return database.all<StoredRow>(select, now).map(toRow);
}
