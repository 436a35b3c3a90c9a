import type { AccountNode, IdentityNode, ProviderAccounts } from '../../../common/accounts/account';
import { identityOf, inOrder, providerIds, providerOf, type StoredProviderId } from '../../../common/providers';
import type { Reader } from '../../store/database/database';
import { sortKey } from '../../store/database/sort-names';

interface AccountRow {
  id: number;
  provider: StoredProviderId;
  accountId: string;
  alias: string;
}

interface IdentityRow extends Omit<IdentityNode, 'quota' | 'left'> {
  account: number;
  provider: StoredProviderId;
  unassigned: 0 | 1;
}

/** Returns every provider with its accounts and identities, and how many keys are unassigned. */
export function accountTree(database: Reader): ProviderAccounts[] {
  const accounts = database.all<AccountRow>(
    'SELECT id, profile AS provider, root_account_id AS accountId, alias FROM account ORDER BY id',
  );
  const identities = database.all<IdentityRow>(
    `SELECT i.id, i.account, i.profile AS provider, i.kind, i.name, i.remark, i.access_type AS accessType,
       i.api_credential AS apiCredential, i.credential,
       i.long_term AS longTerm, i.temporary,
       i.unassigned
     FROM identity i`,
  );
  const below = new Map<number, IdentityRow[]>();
  for (const row of identities) {
    const rows = below.get(row.account);
    if (rows) rows.push(row);
    else below.set(row.account, [row]);
  }
  const stored = identities.map(({ provider }) => provider);
  return inOrder([...new Set([...providerIds, ...stored])]).map((provider) => ({
    provider,
    unassigned: sum(identities.filter((row) => row.provider === provider && row.unassigned === 1)),
    accounts: accounts
      .filter((row) => row.provider === provider && row.accountId !== '')
      .map((row) => accountNode(row, below.get(row.id) ?? []))
      .sort(byWord((account) => account.alias || account.accountId)),
  }));
}

function accountNode({ id, provider, accountId, alias }: AccountRow, rows: IdentityRow[]): AccountNode {
  const order = providerOf(provider).identities.map(({ kind }) => kind);
  // A kind that only a later Keyfold knows comes last.
  const placeOf = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const identities = rows
    .filter(({ unassigned }) => unassigned === 0)
    .map(identityNode)
    .sort(byWord(({ name }) => name))
    .sort((one, other) => placeOf(one.kind) - placeOf(other.kind));
  return { id, accountId, alias, keys: sum(rows), identities };
}

function identityNode({ account: _account, unassigned: _unassigned, provider, ...row }: IdentityRow): IdentityNode {
  const quota = identityOf(provider, row.kind)?.quota ?? null;
  return { ...row, quota, left: quota === null ? null : Math.max(0, quota - row.longTerm) };
}

const sum = (rows: readonly IdentityRow[]) =>
  rows.reduce((total, { longTerm, temporary }) => total + longTerm + temporary, 0);

const byWord =
  <T>(word: (row: T) => string) =>
  (one: T, other: T) => {
    const [first, second] = [sortKey(word(one)), sortKey(word(other))];
    return first < second ? -1 : Number(first > second);
  };
