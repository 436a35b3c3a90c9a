import type { AuditFacts } from '../../common/audit/actions';
import type { ProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';

/** What the log says of an account or an identity. */

export type Holder = 'account' | 'identity';

interface StoredHolder {
  provider: ProviderId;
  accountId: string;
  alias: string;
  kind: string | null;
  name: string | null;
  remark: string | null;
  accessType: string | null;
  apiCredential: string | null;
  credential: string | null;
}

const find: Readonly<Record<Holder, string>> = {
  account: `SELECT profile AS provider, root_account_id AS accountId, alias, NULL AS kind, NULL AS name,
    NULL AS remark, NULL AS accessType, NULL AS apiCredential,
    NULL AS credential FROM account WHERE id = ?`,
  identity: `SELECT a.profile AS provider, a.root_account_id AS accountId, a.alias, i.kind, i.name, i.remark,
    i.access_type AS accessType, i.api_credential AS apiCredential, i.credential FROM identity i JOIN account a ON a.id = i.account WHERE i.id = ?`,
};

/** Returns the account or identity with this id as it is now, or `null`. */
export function findHolder(database: Reader, table: Holder, id: number): StoredHolder | null {
  return database.get<StoredHolder>(find[table], id) ?? null;
}

/** Returns what the row says: which one it is now, or was if it is gone, and what was before if that differs. */
export function holderFacts(former: StoredHolder | null, present: StoredHolder | null): AuditFacts {
  const told = present ?? former;
  if (told === null) return {};
  const { provider, accountId, alias, kind, name } = told;
  return {
    provider,
    account: accountId,
    alias,
    ...(kind === null ? {} : { identity: kind }),
    ...(name === null ? {} : { user: name }),
    ...changedFacts(former, present),
  };
}

function changedFacts(former: StoredHolder | null, present: StoredHolder | null): AuditFacts {
  if (former === null || present === null) return {};
  const changed = (
    ['accountId', 'alias', 'name', 'remark', 'accessType', 'apiCredential', 'credential'] as const
  ).filter((field) => former[field] !== present[field]);
  if (changed.length === 0) return {};
  const words = (holder: StoredHolder) => changed.map((field) => holder[field] || '–').join(' · ');
  return { before: words(former), after: words(present) };
}
