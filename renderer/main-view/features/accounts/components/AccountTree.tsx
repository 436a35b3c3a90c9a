import { Ellipsis, ShieldAlert, UserRound, UserRoundX } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { AccountHead, KeyScope, ProviderHead } from '../../../../../common/accounts/account';
import { identityOf, inOrder, providerIds, providerOf, type StoredProviderId } from '../../../../../common/providers';
import { useLanguage, useT } from '../../../../i18n';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { showPage, useUi } from '../../../ui';
import { keys, useKeys } from '../../keys/store';
import { leaveView } from '../../keys/views/store';
import { accountBranch, accounts, mostInBranch, providerBranch, useAccounts } from '../store';
import { accountName, kindWord } from '../words';
import { TreeRow } from './TreeRow';

/** Chooses what the list shows, and goes to the list. */
export function browse(provider: StoredProviderId, scope: KeyScope | null = null): void {
  showPage('keys');
  leaveView();
  void (scope ? keys.showScope(provider, scope) : keys.showProvider(provider));
}

/** Returns a function that says whether the list shows exactly this provider and scope. */
function useIsShown(): (provider: StoredProviderId, scope?: KeyScope) => boolean {
  const onKeys = useUi((ui) => ui.page === 'keys');
  const provider = useKeys((state) => state.provider);
  const scope = useKeys((state) => state.scope);
  return (ofProvider, ofScope) => {
    if (!onKeys || provider !== ofProvider || scope?.kind !== ofScope?.kind) return false;
    return !scope || scope.kind === 'unassigned' || scope.id === (ofScope as { id: number }).id;
  };
}

/** The up and down arrows go through the visible lines; left goes to the line above in the tree. */
function moveInTree(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tree-level]')];
  const at = event.target instanceof HTMLElement ? lines.indexOf(event.target) : -1;
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const level = (line: HTMLElement) => Number(line.dataset.treeLevel);
  const own = lines[at];
  const to: Partial<Record<string, HTMLElement | undefined>> = {
    ArrowDown: lines[at + 1],
    ArrowUp: lines[at - 1],
    ArrowLeft: lines.slice(0, at).findLast((line) => own && level(line) < level(own)),
    ArrowRight: lines[at + 1] && own && level(lines[at + 1] ?? own) > level(own) ? lines[at + 1] : undefined,
    Home: lines[0],
    End: lines.at(-1),
  };
  if (!(event.key in to)) return;
  event.preventDefault();
  to[event.key]?.focus();
}

/** The providers with their counts. Below each are its accounts and identities, and its unassigned keys. */
export function AccountTree() {
  const t = useT();
  const language = useLanguage();
  const counts = useKeys((state) => state.counts);
  const heads = useAccounts((state) => state.heads);
  const open = useAccounts((state) => state.open);
  const isShown = useIsShown();
  return (
    <ul onKeyDown={moveInTree} className="flex flex-col gap-0.5">
      {inOrder([...providerIds, ...(counts ?? []).map(({ provider }) => provider)]).map((id) => {
        const head = heads?.find(({ provider }) => provider === id);
        const isOpen = open.has(providerBranch(id));
        const hasMore = head !== undefined && (head.hasAccounts || head.unassigned > 0);
        return (
          <li key={id}>
            <TreeRow
              label={providerOf(id).name[language]}
              level={1}
              icon={<ProviderMark provider={id} />}
              count={counts?.find(({ provider }) => provider === id)?.keys}
              current={isShown(id)}
              branch={
                hasMore
                  ? {
                      open: isOpen,
                      label: isOpen ? t('accounts:hide') : t('accounts:show'),
                      toggle: (to) => accounts.toggle({ provider: id }, to),
                    }
                  : undefined
              }
              onPress={() => browse(id)}
            />
            {head && hasMore && isOpen ? <ProviderBranch head={head} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** What stands below a provider: its first accounts, where the others are, and its unassigned keys. */
function ProviderBranch({ head: { provider, unassigned } }: { head: ProviderHead }) {
  const t = useT();
  const below = useAccounts((state) => state.below.get(provider));
  const isShown = useIsShown();
  return (
    <ul className="flex flex-col">
      {below?.rows.map((account) => (
        <AccountBranch key={account.id} provider={provider} account={account} />
      ))}
      {below?.more ? <More level={2} label={t('accounts:moreAccounts')} /> : null}
      {unassigned > 0 ? (
        <li>
          <TreeRow
            label={t('accounts:unassigned')}
            level={2}
            icon={<UserRoundX size={13} aria-hidden />}
            count={unassigned}
            title={t('accounts:unassignedExplained')}
            current={isShown(provider, { kind: 'unassigned' })}
            onPress={() => browse(provider, { kind: 'unassigned' })}
          />
        </li>
      ) : null}
    </ul>
  );
}

/** Leads to the page of accounts, where all of them are, with a search. */
function More({ level, label }: { level: 2 | 3; label: string }) {
  return (
    <li>
      <TreeRow
        label={label}
        level={level}
        icon={<Ellipsis size={13} aria-hidden />}
        count={undefined}
        current={false}
        onPress={() => showPage('accounts')}
      />
    </li>
  );
}

function AccountBranch({ provider, account }: { provider: StoredProviderId; account: AccountHead }) {
  const t = useT();
  const branch = accountBranch(account.id);
  const isOpen = useAccounts((state) => state.open.has(branch));
  const identities = useAccounts((state) => state.identities.get(account.id));
  const isShown = useIsShown();
  const scope = { kind: 'account', id: account.id } as const;
  return (
    // The browser lays out only what is in view, since an account may have thousands of users.
    <li className="[contain-intrinsic-size:auto_28px] [content-visibility:auto]">
      <TreeRow
        label={accountName(account)}
        level={2}
        count={account.keys}
        title={account.alias ? `${account.alias} · ${account.accountId}` : account.accountId}
        current={isShown(provider, scope)}
        branch={
          account.identities > 0
            ? {
                open: isOpen,
                label: isOpen ? t('accounts:hideIdentities') : t('accounts:showIdentities'),
                toggle: (to) => accounts.toggle({ account: account.id }, to),
              }
            : undefined
        }
        onPress={() => browse(provider, scope)}
      />
      {isOpen && identities ? (
        <ul className="flex flex-col">
          {identities.rows.map((identity) => (
            <li key={identity.id} className="[contain-intrinsic-size:auto_28px] [content-visibility:auto]">
              <TreeRow
                label={identity.name || t('accounts:accountItself')}
                level={3}
                icon={<IdentityIcon provider={provider} kind={identity.kind} />}
                count={identity.longTerm + identity.temporary}
                title={`${identity.name || account.accountId} · ${kindWord(provider, identity.kind)}`}
                current={isShown(provider, { kind: 'identity', id: identity.id })}
                onPress={() => browse(provider, { kind: 'identity', id: identity.id })}
              />
            </li>
          ))}
          {identities.total > mostInBranch ? <More level={3} label={t('accounts:moreIdentities')} /> : null}
        </ul>
      ) : null}
    </li>
  );
}

/** An icon of a person, or a warning if the identity is the account itself. */
export function IdentityIcon({ provider, kind }: { provider: StoredProviderId; kind: string }): ReactNode {
  const t = useT();
  if (!identityOf(provider, kind)?.root) return <UserRound size={13} aria-hidden />;
  return (
    <>
      <ShieldAlert size={13} className="text-warning-ink" aria-hidden />
      <span className="sr-only">{t('keys:root')}</span>
    </>
  );
}
