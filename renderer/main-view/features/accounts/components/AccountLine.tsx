import { KeyRound, PencilLine, Tags, Trash2, UserRoundPlus, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountHead, AccountsLine, IdentityNode, KeyScope } from '../../../../../common/accounts/account';
import { identityOf, isKnownProvider, providerOf, type StoredProviderId } from '../../../../../common/providers';
import { Badge } from '../../../../design/plain/Badge';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { openDialog, showPage } from '../../../ui';
import { openAdd } from '../../keys/actions';
import { keys } from '../../keys/store';
import { leaveView } from '../../keys/views/store';
import { useTags } from '../../tags/store';
import { TagChip } from '../../tags/TagChip';
import type { AccountsDialog } from '../dialogs';
import {
  accessWords,
  accountName,
  apiCredentialWords,
  credentialWords,
  identityName,
  kindWord,
  usableCredential,
} from '../words';
import { browse, IdentityIcon } from './AccountTree';

/** One line of the page of accounts, as the cells of its row. */
export function AccountLine({ line }: { line: AccountsLine }): ReactNode {
  switch (line.kind) {
    case 'provider':
      return <ProviderCells provider={line.provider} accounts={line.accounts} />;
    case 'account':
      return <AccountCells provider={line.provider} account={line.account} />;
    case 'identity':
      return <IdentityCells provider={line.provider} account={line.account} identity={line.identity} />;
    case 'unassigned':
      return <UnassignedCells provider={line.provider} keysOfNobody={line.keys} />;
    case 'no-identities':
      return <NoIdentities />;
  }
}

/** A cell of the grid that the page lays out; `wide` ones take all columns but the last. */
function Cell({ wide = false, header = false, children }: { wide?: boolean; header?: boolean; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a row header may span columns.
    <div
      role={header ? 'rowheader' : 'cell'}
      aria-colspan={wide ? 4 : undefined}
      className={wide ? 'col-span-4 min-w-0' : 'min-w-0'}
    >
      {children}
    </div>
  );
}

function ProviderCells({ provider, accounts }: { provider: StoredProviderId; accounts: number }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Cell wide header>
      <h2 className="flex items-center gap-2 pt-3 font-semibold text-ink">
        <ProviderMark provider={provider} />
        {providerOf(provider).name[language]}
        <span className="text-sm font-normal text-faint">
          {t('accounts:count', { count: accounts, number: formatNumber(language, accounts) })}
        </span>
      </h2>
    </Cell>
  );
}

interface ActProps {
  label: string;
  /** The name of the thing that the act changes. */
  of: string;
  icon: ReactNode;
  dialog: AccountsDialog;
  /** It can't be done now. The dialog says why, and what to do first. */
  refused?: boolean;
}

/** A button of a line: opens the dialog of one act. */
function Act({ label, of, icon, dialog, refused = false }: ActProps) {
  const open = () => openDialog({ kind: 'accounts', show: dialog });
  const isRefused = refused ? { 'aria-disabled': true } : {};
  return <IconButton size="small" label={label} aria-description={of} icon={icon} onClick={open} {...isRefused} />;
}

/** Adds a key of this account or identity: the form is filled in. */
function AddKey({ provider, scope, of }: { provider: StoredProviderId; scope: KeyScope; of: string }) {
  const t = useT();
  return (
    <IconButton
      size="small"
      label={t('common:add')}
      aria-description={of}
      icon={<KeyRound size={15} aria-hidden />}
      onClick={() => void openAdd({ provider, scope })}
    />
  );
}

function AccountCells({ provider, account }: { provider: StoredProviderId; account: AccountHead }) {
  const t = useT();
  const language = useLanguage();
  const name = accountName(account);
  return (
    <>
      <Cell wide header>
        <span className="flex min-w-0 items-baseline gap-2">
          <button
            type="button"
            title={t('accounts:showKeys')}
            onClick={() => browse(provider, { kind: 'account', id: account.id })}
            className="min-w-0 cursor-default truncate rounded-sm font-medium text-ink hover:text-accent-ink hover:underline"
          >
            <bdi>{name}</bdi>
          </button>
          {account.alias ? (
            <bdi className="selectable min-w-0 truncate text-sm text-muted tabular-nums">{account.accountId}</bdi>
          ) : null}
          <span className="shrink-0 text-sm text-faint tabular-nums">
            {t('keys:count', { count: account.keys, number: formatNumber(language, account.keys) })}
          </span>
          <TagsOf account={account.id} />
        </span>
      </Cell>
      {isKnownProvider(provider) ? (
        <Actions>
          <AddKey provider={provider} scope={{ kind: 'account', id: account.id }} of={name} />
          <Act
            label={t('accounts:addIdentity')}
            of={name}
            icon={<UserRoundPlus size={15} aria-hidden />}
            dialog={{ dialog: 'identity', account: account.id }}
          />
          <IconButton
            size="small"
            label={t('bulk:tag.act')}
            aria-description={name}
            icon={<Tags size={15} aria-hidden />}
            onClick={() => openDialog({ kind: 'tags', of: { account: account.id, name } })}
          />
          <Act
            label={t('accounts:editAccount')}
            of={name}
            icon={<PencilLine size={15} aria-hidden />}
            dialog={{ dialog: 'account', provider, account: account.id }}
          />
          <Act
            label={t('accounts:removeAccount')}
            of={name}
            icon={<Trash2 size={15} aria-hidden />}
            dialog={{ dialog: 'remove-account', account: account.id }}
            refused={account.keys > 0}
          />
        </Actions>
      ) : (
        <NeedsNewer />
      )}
    </>
  );
}

/** The tags of an account, each with its name. */
function TagsOf({ account }: { account: number }) {
  const tags = useTags((state) => state.tags);
  return [...tags.values()].map((tag) =>
    tag.accounts.includes(account) ? (
      <span key={tag.id} className="flex min-w-0 self-center">
        <TagChip tag={tag} />
      </span>
    ) : null,
  );
}

/** In the place of what could be done: only a later Keyfold knows what this is. */
function NeedsNewer() {
  const t = useT();
  return (
    <Cell>
      <span className="block text-right text-sm text-muted" title={t('keys:needsNewerExplained')}>
        {t('keys:needsNewer')}
      </span>
    </Cell>
  );
}

interface IdentityCellsProps {
  provider: StoredProviderId;
  account: AccountHead;
  identity: IdentityNode;
}

function IdentityCells({ provider, account, identity }: IdentityCellsProps) {
  const t = useT();
  const name = identityName(provider, identity);
  const credential = usableCredential(provider, identity);
  return (
    <>
      <Cell header>
        <span className="flex min-w-0 items-center gap-2 pl-4 text-muted">
          <span className="flex shrink-0">
            <IdentityIcon provider={provider} kind={identity.kind} />
          </span>
          <span className="min-w-0">
            <button
              type="button"
              title={t('accounts:showKeys')}
              onClick={() => browse(provider, { kind: 'identity', id: identity.id })}
              className="block max-w-full cursor-default truncate rounded-sm text-left text-ink hover:text-accent-ink hover:underline"
            >
              <bdi>{name}</bdi>
            </button>
            <span className="block truncate text-sm font-normal">
              {identity.name ? kindWord(provider, identity.kind) : t('accounts:accountItself')}
            </span>
          </span>
        </span>
      </Cell>
      <Cell>
        <span className="block truncate text-ink">{accessWords[identity.accessType](t)}</span>
        <span className="block truncate text-sm text-muted">
          {[
            credential ? credentialWords[credential](t) : null,
            identity.apiCredential === 'access-key' ? null : apiCredentialWords.password(t),
          ]
            .filter((word) => word !== null)
            .join(t('common:listSeparator')) || '—'}
        </span>
      </Cell>
      <Cell>
        <Held identity={identity} />
      </Cell>
      <Cell>
        <bdi className="line-clamp-2 text-sm break-words text-muted" title={identity.remark}>
          {identity.remark}
        </bdi>
      </Cell>
      {identityOf(provider, identity.kind) && isKnownProvider(provider) ? (
        <Actions>
          {credential ? <AddKey provider={provider} scope={{ kind: 'identity', id: identity.id }} of={name} /> : null}
          <Act
            label={t('accounts:editIdentity')}
            of={name}
            icon={<PencilLine size={15} aria-hidden />}
            dialog={{ dialog: 'identity', account: account.id, identity: identity.id }}
          />
          <Act
            label={t('accounts:removeIdentity')}
            of={name}
            icon={<Trash2 size={15} aria-hidden />}
            dialog={{ dialog: 'remove-identity', identity: identity.id }}
            refused={identity.longTerm + identity.temporary > 0}
          />
        </Actions>
      ) : (
        <NeedsNewer />
      )}
    </>
  );
}

/** The number of keys that an identity holds, beside the quota if there is one. */
function Held({ identity: { longTerm, temporary, quota } }: { identity: IdentityNode }) {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => formatNumber(language, value);
  return (
    <span className="block">
      <span className="flex items-center gap-2 text-ink tabular-nums">
        {quota === null
          ? number(longTerm + temporary)
          : t('accounts:held', { held: number(longTerm), quota: number(quota) })}
        {quota !== null && longTerm === quota ? <Badge>{t('accounts:full')}</Badge> : null}
        {quota !== null && longTerm > quota ? <Badge tone="warning">{t('accounts:over')}</Badge> : null}
      </span>
      {quota !== null && temporary > 0 ? (
        <span className="block truncate text-sm text-muted">
          {t('accounts:heldTemporary', { number: number(temporary) })}
        </span>
      ) : null}
    </span>
  );
}

function UnassignedCells({ provider, keysOfNobody }: { provider: StoredProviderId; keysOfNobody: number }) {
  const t = useT();
  const language = useLanguage();
  const number = formatNumber(language, keysOfNobody);
  const show = async (all: boolean) => {
    showPage('keys');
    leaveView();
    await keys.showScope(provider, { kind: 'unassigned' });
    if (all) await keys.markAll();
  };
  return (
    <>
      <Cell wide header>
        <span className="flex min-w-0 items-baseline gap-2" title={t('accounts:unassignedExplained')}>
          <UserRoundX size={14} className="shrink-0 self-center text-warning-ink" aria-hidden />
          <button
            type="button"
            onClick={() => void show(false)}
            className="cursor-default rounded-sm text-ink hover:text-accent-ink hover:underline"
          >
            {t('accounts:unassigned')}
          </button>
          <span className="text-sm text-faint tabular-nums">{t('keys:count', { count: keysOfNobody, number })}</span>
        </span>
      </Cell>
      <Actions>
        <Button
          size="small"
          aria-description={providerOf(provider).name[language]}
          onClick={() => void show(keysOfNobody > 1)}
        >
          {t('accounts:assignSome')}
        </Button>
      </Actions>
    </>
  );
}

function NoIdentities() {
  const t = useT();
  return (
    <Cell wide>
      <span className="pl-4 text-sm text-faint">{t('accounts:noIdentities')}</span>
    </Cell>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element can't hold only the rows in view.
    <div role="cell" className="flex items-center justify-end gap-0.5">
      {children}
    </div>
  );
}
