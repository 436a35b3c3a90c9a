import type { AccountNode, IdentityNode, ProviderAccounts } from '../../../../common/accounts/account';
import type { StoredProviderId } from '../../../../common/providers';

/** One line of the page of accounts. */
export type Line =
  | { kind: 'provider'; provider: StoredProviderId; accounts: number }
  | { kind: 'unassigned'; provider: StoredProviderId; keys: number }
  | { kind: 'account'; provider: StoredProviderId; account: AccountNode }
  | { kind: 'identity'; provider: StoredProviderId; account: AccountNode; identity: IdentityNode }
  | { kind: 'no-identities'; provider: StoredProviderId; account: AccountNode };

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Returns the lines in their order. With a search, only the accounts and identities that match: an account that matches
 * comes with all its identities, an identity that matches comes with its account.
 */
export function linesOf(tree: readonly ProviderAccounts[], search: string): Line[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const has = (...texts: string[]) => {
    const text = folded(texts.join('\n'));
    return words.every((word) => text.includes(word));
  };
  const lines: Line[] = [];
  for (const { provider, accounts, unassigned } of tree) {
    const below: Line[] = [];
    let shown = 0;
    for (const account of accounts) {
      const own = has(account.alias, account.accountId);
      const identities = own
        ? account.identities
        : account.identities.filter(({ name, remark }) => has(account.alias, account.accountId, name, remark));
      if (!own && identities.length === 0) continue;
      shown += 1;
      below.push({ kind: 'account', provider, account });
      for (const identity of identities) below.push({ kind: 'identity', provider, account, identity });
      if (account.identities.length === 0) below.push({ kind: 'no-identities', provider, account });
    }
    if (unassigned > 0 && words.length === 0) below.push({ kind: 'unassigned', provider, keys: unassigned });
    if (below.length > 0) lines.push({ kind: 'provider', provider, accounts: shown }, ...below);
  }
  return lines;
}
