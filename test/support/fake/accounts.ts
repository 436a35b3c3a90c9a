import type {
  AccountHead,
  AccountNode,
  AccountsLine,
  IdentityNode,
  ProviderAccounts,
} from '../../../common/accounts/account';
import type { Answers } from './operations';

/** Accounts and identities as the vault describes them to the main view, all made up. */

/**
 * Makes an identity with so many long-term keys. Fields that are left out are those of an identity that was made
 * without a choice.
 */
export function fakeIdentity(
  given: Partial<IdentityNode> & { id: number; kind: string; name: string; longTerm: number; quota: number | null },
): IdentityNode {
  const { longTerm, quota } = given;
  return {
    remark: '',
    accessType: 'programmatic',
    apiCredential: 'access-key',
    credential: 'long-term',
    temporary: 0,
    left: quota === null ? null : quota - longTerm,
    ...given,
  };
}

/** Makes an account with these identities. Their keys are all of its keys. */
export function fakeAccount(id: number, accountId: string, alias: string, identities: IdentityNode[]): AccountNode {
  const keys = identities.reduce((sum, { longTerm, temporary }) => sum + longTerm + temporary, 0);
  return { id, accountId, alias, keys, identities };
}

const headOf = ({ identities, ...account }: AccountNode): AccountHead => ({
  ...account,
  identities: identities.length,
});

/** Answers what a page asks of the accounts, out of the whole tree. */
export function windowsOf(tree: () => ProviderAccounts[]): Answers<'main-view'> {
  const all = () =>
    tree().flatMap(({ provider, accounts }) => accounts.map((node) => ({ provider, node, account: headOf(node) })));
  return {
    'accounts.tree': tree,
    'accounts.providers': () =>
      tree().map(({ provider, unassigned, accounts }) => ({
        provider,
        unassigned,
        hasAccounts: accounts.length > 0,
      })),
    'accounts.list': ({ provider, limit }) => {
      const rows = all().filter((one) => one.provider === provider);
      return { rows: rows.slice(0, limit).map(({ account }) => account), more: rows.length > limit };
    },
    'accounts.identities': ({ account, limit }) => {
      const rows = all().find(({ node }) => node.id === account)?.node.identities ?? [];
      return { rows: rows.slice(0, limit), total: rows.length };
    },
    'accounts.get': ({ kind, id }) => {
      for (const { provider, node, account } of all()) {
        if (kind === 'account' && node.id === id) return { provider, account, identity: null };
        const identity = kind === 'identity' ? node.identities.find((one) => one.id === id) : undefined;
        if (identity) return { provider, account, identity };
      }
      return null;
    },
    'accounts.lines': ({ provider, text, offset, limit }) => {
      const { lines, accounts } = linesOf(tree(), provider, text);
      return { total: lines.length, accounts, rows: lines.slice(offset, offset + limit) };
    },
  };
}

function linesOf(
  tree: readonly ProviderAccounts[],
  only: string | null,
  text: string,
): { lines: AccountsLine[]; accounts: number } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (...texts: string[]) => words.every((word) => texts.join('\n').toLowerCase().includes(word));
  const lines: AccountsLine[] = [];
  let accounts = 0;
  for (const { provider, accounts: nodes, unassigned } of tree) {
    if (only !== null && provider !== only) continue;
    const below: AccountsLine[] = [];
    let shown = 0;
    for (const node of nodes) {
      const own = has(node.alias, node.accountId);
      const found = node.identities.filter(({ name, remark }) => own || has(node.alias, node.accountId, name, remark));
      if (!own && found.length === 0) continue;
      shown += 1;
      const account = headOf(node);
      below.push({ kind: 'account', provider, account });
      for (const identity of found) below.push({ kind: 'identity', provider, account, identity });
      if (node.identities.length === 0) below.push({ kind: 'no-identities', provider, account });
    }
    accounts += shown;
    if (only !== null) lines.push(...below);
    else {
      if (unassigned > 0 && words.length === 0) below.push({ kind: 'unassigned', provider, keys: unassigned });
      if (below.length > 0) lines.push({ kind: 'provider', provider, accounts: shown }, ...below);
    }
  }
  return { lines, accounts };
}
