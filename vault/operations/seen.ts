import { fail } from '../../common/errors';
import type { PlannedKey } from '../../common/intents';
import type { KeyStatus } from '../../common/keys/access-key';
import { keyTables } from '../keys/list';
import type { Reader } from '../store/database/database';

/** Keys as a person sees them in a plan. */

/** A key as the verify sheet shows it, its status, and its type, which says if only a later Keyfold knows it. */
export type SeenKey = PlannedKey & { status: KeyStatus; keyType: string };

const ofList = `SELECT k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, k.status,
  k.is_default AS isDefault, k.key_type AS keyType, a.root_account_id AS accountId, i.kind AS identityKind,
  i.name AS identityName FROM ${keyTables} WHERE k.id IN (SELECT value FROM json_each(?))`;
const ofBin = `SELECT id, name, access_key_id AS accessKeyId, profile AS provider, status, 0 AS isDefault,
  key_type AS keyType, root_account_id AS accountId, identity_kind AS identityKind, identity_name AS identityName
  FROM binned_key WHERE id IN (SELECT value FROM json_each(?))`;

function seen(database: Reader, select: string, ids: readonly string[]): SeenKey[] {
  const rows = database.all<Omit<SeenKey, 'isDefault'> & { isDefault: 0 | 1 }>(select, JSON.stringify(ids));
  const found = new Map(rows.map((row) => [row.id, { ...row, isDefault: row.isDefault === 1 }]));
  return [...new Set(ids)].map((id) => found.get(id) ?? fail('not-found', {}));
}

/** Returns these keys, each once and in this order. Errors: `not-found`, if one of them isn't there. */
export const seenKeys = (database: Reader, ids: readonly string[]): SeenKey[] => seen(database, ofList, ids);

/** The same for keys in the recycle bin. */
export const seenBinned = (database: Reader, ids: readonly string[]): SeenKey[] => seen(database, ofBin, ids);

/** Returns what a person sees of a key. If it changes, a plan for this key is another plan. */
export const seenOf = ({ id: _, keyType: __, ...shown }: SeenKey): string => JSON.stringify(Object.values(shown));
