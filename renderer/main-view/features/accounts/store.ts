import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AccountNode, IdentityNode, ProfileAccounts } from '../../../../common/accounts/account';
import type { Client } from '../../../../common/contract/derived';
import type { AppError } from '../../../../common/errors';
import type { ProfileId } from '../../../../common/providers';
import { client } from '../../client';

interface AccountsState {
  /** `null` until the first answer. */
  tree: readonly ProfileAccounts[] | null;
  /** Branches of the sidebar's tree that stand open (see {@link profileBranch}, {@link accountBranch}). */
  open: ReadonlySet<string>;
  /** Why the accounts can't be shown. */
  problem: AppError | null;
}

export const profileBranch = (profile: ProfileId) => `profile ${profile}`;
export const accountBranch = (account: number) => `account ${account}`;

/** An account with the profile it belongs to. */
export interface FoundAccount {
  profile: ProfileId;
  account: AccountNode;
}

export interface FoundIdentity extends FoundAccount {
  identity: IdentityNode;
}

/** The accounts as the vault has them, read anew after every change. */
export function createAccounts(source: Pick<Client<'main-view'>['accounts'], 'tree'>) {
  const store = createStore<AccountsState>(() => ({ tree: null, open: new Set(), problem: null }));
  let underWay: Promise<void> | null = null;
  let again = false;

  async function read(): Promise<void> {
    do {
      again = false;
      const reply = await source.tree({});
      // A newer answer is on its way.
      if (again) continue;
      if (reply.ok) store.setState({ tree: reply.value, problem: null });
      else store.setState({ problem: reply.error });
    } while (again);
    underWay = null;
  }

  return {
    store,

    /** Reads the tree; while it is being read, once more after that, however often it was asked for. */
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

/** The account of that id, if it is there. */
export function findAccount(tree: AccountsState['tree'], id: number): FoundAccount | null {
  for (const { profile, accounts: nodes } of tree ?? []) {
    const account = nodes.find((node) => node.id === id);
    if (account) return { profile, account };
  }
  return null;
}

/** The identity of that id with its account, if it is there. */
export function findIdentity(tree: AccountsState['tree'], id: number): FoundIdentity | null {
  for (const { profile, accounts: nodes } of tree ?? []) {
    for (const account of nodes) {
      const identity = account.identities.find((node) => node.id === id);
      if (identity) return { profile, account, identity };
    }
  }
  return null;
}

/** The accounts of the main view. */
export const accounts = createAccounts(client.accounts);

/** A part of the accounts' state; the component renders anew when that part changes. */
export function useAccounts<Part>(part: (state: AccountsState) => Part): Part {
  return useStore(accounts.store, part);
}
