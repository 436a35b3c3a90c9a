import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { KeyRow } from '../../common/keys/access-key';
import { recordChange } from '../audit/recorder';
import type { VaultDatabase } from '../database/database';
import { keyTables, rowColumns, type StoredRow, toRow } from '../keys/list';
import { deleteKey, findKey } from '../keys/repository';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session';
import { listDue, summarize } from './due';
import * as rotations from './rotations';

export interface RotationHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys changed. */
  changed(): null;
}

/** What the contract's group `rotation` does. Ages are counted to the later of the system's clock and the latest seen. */
export function rotationHandlers(needs: RotationHandlerNeeds): Handlers<'vault', unknown>['rotation'] {
  const { vault, now, changed } = needs;
  const database = () => vault().database;
  const aging = () => vault().ledger.clock.now();
  return {
    summary: () => ({ ...summarize(database(), aging()), open: rotations.openRotations(database()) }),
    list: (window) => listDue(database(), window, aging()),
    setDays({ id, days }) {
      const set = () => {
        findKey(database(), id);
        database().run('UPDATE access_key SET rotation_days = ? WHERE id = ?', days, id);
      };
      recordChange(vault(), 'rotation-days', id, set, { days: days ?? -1 });
      return changed();
    },
    start({ id }) {
      const begin = () => rotations.startRotation(database(), id, now());
      const rotation = recordChange(vault(), 'rotation-start', id, begin);
      changed();
      return { rotation };
    },
    get: ({ id }) => rotations.rotationOf(database(), id),
    switch({ id }) {
      recordChange(vault(), 'rotation-switch', null, () => rotations.switchOver(database(), id, now()));
      return changed();
    },
    back({ id }) {
      recordChange(vault(), 'rotation-back', null, () => rotations.switchBack(database(), id, now()));
      return changed();
    },
    cancel({ id }) {
      recordChange(vault(), 'rotation-cancel', null, () => rotations.cancelRotation(database(), id));
      return changed();
    },
    preset: ({ id }) => rotations.presetFor(database(), id),
  };
}

export interface TemporaryHandlerNeeds extends Omit<RotationHandlerNeeds, 'now'> {
  verification: Verification;
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
