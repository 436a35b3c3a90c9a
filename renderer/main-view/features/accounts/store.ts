import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AccountNode, IdentityNode, ProviderAccounts } from '../../../../common/accounts/account';
import type { Client } from '../../../../common/contract/derived';
import type { AppError } from '../../../../common/errors';
import type { StoredProviderId } from '../../../../common/providers';
import { client } from '../../client';

interface AccountsState {
  /** `null` until the vault has answered. */
  tree: readonly ProviderAccounts[] | null;
  /** Branches of the sidebar's tree that are open (see {@link providerBranch}, {@link accountBranch}). */
  open: ReadonlySet<string>;
  /** Why the accounts can't be shown. */
  problem: AppError | null;
}

/** The name of a provider's branch in the tree. */
export const providerBranch = (provider: StoredProviderId) => `provider ${provider}`;
/** The name of an account's branch in the tree. */
export const accountBranch = (account: number) => `account ${account}`;

/** An account with the provider it belongs to. */
export interface FoundAccount {
  provider: StoredProviderId;
  account: AccountNode;
}

export interface FoundIdentity extends FoundAccount {
  identity: IdentityNode;
}

/** The accounts as the vault has them. They are read again after every change. */
export function createAccounts(source: Pick<Client<'main-view'>['accounts'], 'tree'>) {
  const store = createStore<AccountsState>(() => ({ tree: null, open: new Set(), problem: null }));
  let underWay: Promise<void> | null = null;
  let again = false;

  async function read(): Promise<void> {
    do {
      again = false;
      const reply = await source.tree({});
      // The tree is read again, so this answer is old.
      if (again) continue;
      if (reply.ok) store.setState({ tree: reply.value, problem: null });
      else store.setState({ problem: reply.error });
    } while (again);
    underWay = null;
  }

  return {
    store,

    /** Reads the tree. If it is being read already, it is read once more after that, however often this was called. */
    load(): Promise<void> {
      again = underWay !== null;
      underWay ??= read();
      return underWay;
    },

    /** Opens or closes a branch of the tree. */
    toggle(branch: string, open?: boolean): void {
      store.setState(({ open: before }) => {
        const after = new Set(before);
        if (open ?? !before.has(branch)) after.add(branch);
        else after.delete(branch);
        return { open: after };
      });
    },
  };
}

/** Returns the account with this id, or `null`. */
export function findAccount(tree: AccountsState['tree'], id: number): FoundAccount | null {
  for (const { provider, accounts: nodes } of tree ?? []) {
    const account = nodes.find((node) => node.id === id);
    if (account) return { provider, account };
  }
  return null;
}

/** Returns the identity with this id and its account, or `null`. */
export function findIdentity(tree: AccountsState['tree'], id: number): FoundIdentity | null {
  for (const { provider, accounts: nodes } of tree ?? []) {
    for (const account of nodes) {
      const identity = account.identities.find((node) => node.id === id);
      if (identity) return { provider, account, identity };
    }
  }
  return null;
}

/** The accounts of the main view. */
export const accounts = createAccounts(client.accounts);

/** Returns a part of the accounts' state. The component renders again when that part changes. */
export function useAccounts<Part>(part: (state: AccountsState) => Part): Part {
  return useStore(accounts.store, part);
}
