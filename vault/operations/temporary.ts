import type { Handlers } from '../../common/contract/derived';
import type { KeyRow } from '../../common/keys/access-key';
import { keyTables, rowColumns, type StoredRow, toRow } from '../keys/list';
import { deleteKey, deleteKeys } from '../keys/repository';
import type { Verification } from '../protection/verification';
import { change, type Does, type DoesSeveral } from '../session/effects/change';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import { planOfIntent } from './plans';

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
      const passed = verification.pass(planOfIntent(vault(), { act: 'clear', ids }), ticket);
      const cleared = { why: 'cleared' } as const;
      const one: Does = (writer, { subject }) => {
        deleteKey(writer, subject);
        return cleared;
      };
      const several: DoesSeveral = (writer, planned) => {
        deleteKeys(
          writer,
          planned.map(({ subject }) => subject),
        );
        return { facts: cleared };
      };
      change(vault(), passed, one, { 'key.delete': several });
      return changed();
    },
  };
}

function expiredKeys(database: Reader, now: number): KeyRow[] {
  const select = `SELECT ${rowColumns} FROM ${keyTables} WHERE k.expires_at <= ? ORDER BY k.expires_at DESC, k.id LIMIT 10000`;
  return database.all<StoredRow>(select, now).map(toRow);
}
