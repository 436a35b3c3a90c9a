import { fail } from '../../common/errors';
import type { PlannedKey } from '../../common/intents';
import type { KeyStatus } from '../../common/keys/access-key';
import { keyTables } from '../keys/list';
import type { Planned } from '../session/effects/plan';
import type { Reader } from '../store/database/database';

/** A key of a plan, in the list or in the recycle bin. */
export type SeenKey = PlannedKey & { status: KeyStatus; keyType: string };

type Row = Omit<SeenKey, 'isDefault'> & { isDefault: 0 | 1 };

/** Returns a key of the list as a plan sees it. Errors: `not-found`. */
export function seenKey(database: Reader, id: string): SeenKey {
  const row = database.get<Row>(
    `SELECT k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, k.status, k.is_default AS isDefault,
       k.key_type AS keyType, a.root_account_id AS accountId, i.kind AS identityKind, i.name AS identityName
     FROM ${keyTables} WHERE k.id = ?`,
    id,
  );
  return row ? { ...row, isDefault: row.isDefault === 1 } : fail('not-found', {});
}

/** The same for a key in the recycle bin, which is no default. Errors: `not-found`. */
export function seenBinned(database: Reader, id: string): SeenKey {
  const row = database.get<Omit<SeenKey, 'isDefault'>>(
    `SELECT id, name, access_key_id AS accessKeyId, profile AS provider, status, key_type AS keyType,
       root_account_id AS accountId, identity_kind AS identityKind, identity_name AS identityName
     FROM binned_key WHERE id = ?`,
    id,
  );
  return row ? { ...row, isDefault: false } : fail('not-found', {});
}

/** Returns what a person sees of a key. If it changes, a plan for this key is another plan. */
export const seenOf = ({ id: _, keyType: __, ...seen }: SeenKey): string => JSON.stringify(Object.values(seen));

/** Returns an effect on a key of the list. Errors: `not-found`. */
export const onKey = (database: Reader, effect: Planned['effect'], id: string, object = ''): Planned => ({
  effect,
  subject: id,
  object,
  seen: seenOf(seenKey(database, id)),
});
