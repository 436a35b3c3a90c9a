import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AccountHead, FoundHolder, IdentityNode, ProviderHead } from '../../../../common/accounts/account';
import type { Client } from '../../../../common/contract/derived';
import type { AppError } from '../../../../common/errors';
import type { StoredProviderId } from '../../../../common/providers';
import { client } from '../../client';

/** The first accounts of a provider. */
interface Below {
  rows: readonly AccountHead[];
  /** The provider has more accounts than these. */
  more: boolean;
}

/** The first identities of an account. */
interface Identities {
  rows: readonly IdentityNode[];
  total: number;
}

interface AccountsState {
  /** What stands below each provider; `null` until the vault has answered. */
  heads: readonly ProviderHead[] | null;
  /** Branches of the sidebar's tree that are open (see {@link providerBranch}, {@link accountBranch}). */
  open: ReadonlySet<string>;
  /** What stands in the open branches. */
  below: ReadonlyMap<StoredProviderId, Below>;
  identities: ReadonlyMap<number, Identities>;
  /** Why the accounts can't be shown. */
  problem: AppError | null;
  /** Counts the changes of the vault that may have changed accounts. Whoever shows some asks again then. */
  version: number;
}

/** The name of a provider's branch in the tree. */
export const providerBranch = (provider: StoredProviderId) => `provider ${provider}`;
/** The name of an account's branch in the tree. */
export const accountBranch = (account: number) => `account ${account}`;

/** An account with the provider it belongs to. */
export interface FoundAccount {
  provider: StoredProviderId;
  account: AccountHead;
}

export interface FoundIdentity extends FoundAccount {
  identity: IdentityNode;
}

/** Lines of one branch that the sidebar shows. The others are on the page of accounts, with a search. */
export const mostInBranch = 50;

type Source = Pick<Client<'main-view'>['accounts'], 'providers' | 'list' | 'identities'>;

/** The accounts as the sidebar shows them: only what stands in open branches. It is read again after every change. */
export function createAccounts(source: Source) {
  const store = createStore<AccountsState>(() => ({
    heads: null,
    open: new Set(),
    below: new Map(),
    identities: new Map(),
    problem: null,
    version: 0,
  }));
  let underWay: Promise<void> | null = null;
  let again = false;

  async function readHeads(): Promise<AppError | null> {
    const reply = await source.providers({});
    if (reply.ok) store.setState({ heads: reply.value });
    return reply.ok ? null : reply.error;
  }

  async function readBelow(provider: StoredProviderId): Promise<AppError | null> {
    const reply = await source.list({ provider, limit: mostInBranch });
    if (reply.ok) store.setState(({ below }) => ({ below: new Map(below).set(provider, reply.value) }));
    return reply.ok ? null : reply.error;
  }

  async function readIdentities(account: number): Promise<AppError | null> {
    const reply = await source.identities({ account, limit: mostInBranch });
    if (reply.ok) store.setState(({ identities }) => ({ identities: new Map(identities).set(account, reply.value) }));
    return reply.ok ? null : reply.error;
  }

  /** Reads what stands in every branch that is open. */
  async function readOpen(): Promise<AppError | null> {
    const { open, heads } = store.getState();
    const providers = (heads ?? []).map(({ provider }) => provider).filter((id) => open.has(providerBranch(id)));
    const problems = await Promise.all(providers.map(readBelow));
    const accounts = providers
      .flatMap((id) => store.getState().below.get(id)?.rows ?? [])
      .filter(({ id }) => open.has(accountBranch(id)));
    problems.push(...(await Promise.all(accounts.map(({ id }) => readIdentities(id)))));
    return problems.find((problem) => problem !== null) ?? null;
  }

  async function read(): Promise<void> {
    do {
      again = false;
      const problem = (await readHeads()) ?? (await readOpen());
      // They are read again, so this answer is old.
      if (!again) store.setState(({ version }) => ({ problem, version: version + 1 }));
    } while (again);
    underWay = null;
  }

  return {
    store,

    /** Reads them. If they are being read already, they are read once more after that, however often this was called. */
    load(): Promise<void> {
      again = underWay !== null;
      underWay ??= read();
      return underWay;
    },

    /** Opens or closes the branch of a provider, or of one of its accounts. */
    toggle(of: { provider: StoredProviderId } | { account: number }, open?: boolean): void {
      const branch = 'provider' in of ? providerBranch(of.provider) : accountBranch(of.account);
      const opens = open ?? !store.getState().open.has(branch);
      store.setState(({ open: before }) => {
        const after = new Set(before);
        if (opens) after.add(branch);
        else after.delete(branch);
        return { open: after };
      });
      if (!opens) return;
      const asked = 'provider' in of ? readBelow(of.provider) : readIdentities(of.account);
      void asked.then((problem) => problem && store.setState({ problem }));
    },
  };
}

/** The accounts of the main view. */
export const accounts = createAccounts(client.accounts);

/** Returns a part of the accounts' state. The component renders again when that part changes. */
export function useAccounts<Part>(part: (state: AccountsState) => Part): Part {
  return useStore(accounts.store, part);
}

/** An account or an identity, by its id. */
export type HolderId = { kind: 'account' | 'identity'; id: number };

/**
 * Returns this account, or this identity with its account: `null` if it isn't there, `undefined` as long as the vault
 * hasn't answered. It is read again after every change.
 */
export function useHolder(wanted: HolderId | null): FoundHolder | null | undefined {
  const version = useAccounts((state) => state.version);
  const [found, setFound] = useState<{ of: string; holder: FoundHolder | null } | null>(null);
  const of = wanted && `${wanted.kind} ${wanted.id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` says which one it is, and it may have changed meanwhile.
  useEffect(() => {
    if (!wanted || of === null) return;
    let isWanted = true;
    void client.accounts.get(wanted).then((reply) => {
      if (isWanted && reply.ok) setFound({ of, holder: reply.value });
    });
    return () => {
      isWanted = false;
    };
  }, [of, version]);
  return found && found.of === of ? found.holder : undefined;
}
