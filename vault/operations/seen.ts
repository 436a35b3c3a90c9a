import { fail } from '../../common/errors';
import type { PlannedKey } from '../../common/intents';
import type { KeyStatus } from '../../common/keys/access-key';
import { keyTables } from '../keys/list';
import type { Reader } from '../store/database/database';

/** Keys as a person sees them in a plan. */

/** A key as the verify sheet shows it, and its status. */
export type SeenKey = PlannedKey & { status: KeyStatus };

const columns = `k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, k.status, k.is_default AS isDefault,
  a.root_account_id AS accountId, i.kind AS identityKind, i.name AS identityName`;

/** Returns these keys, each once and in this order. Errors: `not-found`, if one of them isn't there. */
export function seenKeys(database: Reader, ids: readonly string[]): SeenKey[] {
  const rows = database.all<Omit<SeenKey, 'isDefault'> & { isDefault: 0 | 1 }>(
    `SELECT ${columns} FROM ${keyTables} WHERE k.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const found = new Map(rows.map((row) => [row.id, { ...row, isDefault: row.isDefault === 1 }]));
  return [...new Set(ids)].map((id) => found.get(id) ?? fail('not-found', {}));
}

/** Returns what a person sees of a key. If it changes, a plan for this key is another plan. */
export const seenOf = ({ id: _, ...seen }: SeenKey): string => JSON.stringify(Object.values(seen));
