import { UserRoundPlus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { AccountNode, IdentityNode } from '../../../../../common/accounts/account';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import {
  isKnownProvider,
  needsNewer,
  type ProviderId,
  providerOf,
  type StoredProviderId,
} from '../../../../../common/providers';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { errorWords, isolate, Words } from '../../../../i18n/words';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog, openDialog } from '../../../ui';
import { verified } from '../../../verification';
import { ChosenKeys } from '../../keys/components/ChosenKeys';
import { keys } from '../../keys/store';
import { IdentityIcon } from '../components/AccountTree';
import { linesOf } from '../lines';
import { refusalOf } from '../refusal';
import { findIdentity, useAccounts } from '../store';
import { accountName, identityName, kindWord } from '../words';

/** From this number of identities on there is a field to search for one. */
const manyIdentities = 8;

/** Gives keys to an identity of their provider. Keys of several providers can't be given to one identity. */
export function AssignDialog({ rows, chosen }: { rows: readonly KeyRow[]; chosen?: number | undefined }) {
  const t = useT();
  const language = useLanguage();
  const number = formatNumber(language, rows.length);
  const title = rows.length === 1 ? t('accounts:assign.title') : t('accounts:assign.titleMany', { number });
  const [first] = rows;
  const providers = [...new Set(rows.map(({ provider }) => provider))];
  if (!first || providers.length > 1) {
    const names = providers.map((id) => providerOf(id).name[language]).join(t('common:listSeparator'));
    return <Refused title={title}>{t('accounts:assign.mixed', { providers: names })}</Refused>;
  }
  if (!isKnownProvider(first.provider) || rows.some(needsNewer))
    return <Refused title={title}>{t('errors:needsNewer')}</Refused>;
  return <AssignForm title={title} provider={first.provider} rows={rows} chosen={chosen} />;
}

/** Says why these keys can't be assigned. */
function Refused({ title, children }: { title: string; children: ReactNode }) {
  const t = useT();
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <Button autoFocus onClick={closeDialog}>
          {t('common:close')}
        </Button>
      }
    >
      <Banner tone="warning">{children}</Banner>
    </Dialog>
  );
}

interface AssignFormProps {
  title: string;
  provider: ProviderId;
  rows: readonly KeyRow[];
  chosen: number | undefined;
}

function AssignForm({ title, provider, rows, chosen }: AssignFormProps) {
  const t = useT();
  const language = useLanguage();
  const tree = useAccounts((state) => state.tree);
  const [identity, setIdentity] = useState<number | null>(chosen ?? null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | 'none-chosen' | null>(null);
  const found = identity === null ? null : findIdentity(tree, identity);
  // This is shown before the vault is asked. The vault decides in the end.
  const refusal = found && refusalOf(found, rows);

  const assign = async () => {
    if (busy) return;
    if (!found) {
      setProblem('none-chosen');
      return;
    }
    setBusy(true);
    const ids = rows.map(({ id }) => id);
    const identity = found.identity.id;
    const reply = await verified({ act: 'assign', ids, identity }, (ticket) =>
      client.keys.assign({ ids, identity, ...ticket }),
    );
    setBusy(false);
    if (!reply) return;
    if (!reply.ok) {
      setProblem(reply.error);
      return;
    }
    closeDialog();
    keys.clearMarks();
    const name = isolate(identityName(provider, found.identity));
    const [key] = rows;
    toast(
      'good',
      rows.length === 1 && key
        ? t('accounts:done.assigned', { key: isolate(key.name), name })
        : t('accounts:done.assignedMany', { number: formatNumber(language, rows.length), name }),
    );
  };

  const said = problem === 'none-chosen' ? t('accounts:assign.choose') : (problem ?? refusal);
  return (
    <FormDialog
      title={title}
      act={t('accounts:assign.submit')}
      busy={busy}
      onSubmit={assign}
      aside={
        <Button
          variant="ghost"
          disabled={busy}
          onClick={() => openDialog({ kind: 'accounts', show: { dialog: 'account', provider, rows } })}
        >
          {t('accounts:addAccount')}
        </Button>
      }
    >
      <ChosenKeys rows={rows} />
      <IdentityChoice
        provider={provider}
        rows={rows}
        value={identity}
        onChange={(id) => {
          setIdentity(id);
          setProblem(null);
        }}
      />
      {said ? (
        <Banner tone="danger">
          <Words>{typeof said === 'string' ? said : errorWords(t, said)}</Words>
        </Banner>
      ) : null}
    </FormDialog>
  );
}

interface IdentityChoiceProps {
  provider: StoredProviderId;
  rows: readonly KeyRow[];
  value: number | null;
  onChange: (identity: number) => void;
}

/**
 * A choice of one identity of a provider, listed below their accounts. It uses native radio buttons, so arrow keys and
 * names work as everywhere.
 */
function IdentityChoice({ provider, rows, value, onChange }: IdentityChoiceProps) {
  const t = useT();
  const language = useLanguage();
  const group = useId();
  const tree = useAccounts((state) => state.tree);
  const [search, setSearch] = useState('');
  const own = (tree ?? []).filter((branch) => branch.provider === provider);
  const all = own.flatMap((branch) => branch.accounts.flatMap((account) => account.identities)).length;
  const lines = linesOf(own, search).filter(({ kind }) => kind === 'account' || kind === 'identity');
  const empty = own.every(({ accounts }) => accounts.length === 0);
  return (
    <>
      {all >= manyIdentities ? (
        <TextField
          type="search"
          label={t('accounts:assign.filter')}
          placeholder={t('accounts:searchPlaceholder')}
          value={search}
          onChange={setSearch}
        />
      ) : null}
      <fieldset className="flex min-w-0 flex-col">
        <legend className="mb-1.5 flex items-center gap-2 font-medium text-ink">
          {t('accounts:assign.to')}
          <span className="flex items-center gap-1.5 font-normal text-muted">
            <ProviderMark provider={provider} />
            {providerOf(provider).name[language]}
          </span>
        </legend>
        <div className="max-h-72 min-h-20 overflow-y-auto rounded-lg border border-line-strong bg-raised py-1">
          {lines.length === 0 ? (
            <p className="px-3 py-2 text-muted">
              {empty
                ? t('accounts:assign.none', { provider: providerOf(provider).name[language] })
                : t('accounts:assign.noMatch')}
            </p>
          ) : null}
          {lines.map((line) =>
            line.kind === 'identity' ? (
              <IdentityOption
                key={line.identity.id}
                group={group}
                provider={provider}
                account={line.account}
                identity={line.identity}
                checked={line.identity.id === value}
                onChoose={() => onChange(line.identity.id)}
              />
            ) : line.kind === 'account' ? (
              <AccountHeading key={line.account.id} account={line.account} rows={rows} />
            ) : null,
          )}
        </div>
      </fieldset>
    </>
  );
}

function AccountHeading({ account, rows }: { account: AccountNode; rows: readonly KeyRow[] }) {
  const t = useT();
  return (
    <div className="flex min-h-8 items-center gap-2 px-3 pt-1 text-sm text-muted">
      <bdi className="min-w-0 truncate font-medium">{accountName(account)}</bdi>
      {account.alias ? <bdi className="min-w-0 truncate text-faint tabular-nums">{account.accountId}</bdi> : null}
      <span className="ml-auto flex">
        <IconButton
          size="small"
          label={t('accounts:addIdentity')}
          aria-description={accountName(account)}
          icon={<UserRoundPlus size={15} aria-hidden />}
          onClick={() => openDialog({ kind: 'accounts', show: { dialog: 'identity', account: account.id, rows } })}
        />
      </span>
    </div>
  );
}

interface IdentityOptionProps {
  group: string;
  provider: StoredProviderId;
  account: AccountNode;
  identity: IdentityNode;
  checked: boolean;
  onChoose: () => void;
}

function IdentityOption({ group, provider, account, identity, checked, onChoose }: IdentityOptionProps): ReactNode {
  const t = useT();
  const language = useLanguage();
  const { quota, left, accessType } = identity;
  const name = identityName(provider, identity);
  const room =
    accessType === 'console'
      ? t('accounts:access.console')
      : quota === null || left === null
        ? t('accounts:assign.noQuota')
        : left === 0
          ? t('accounts:full')
          : t('accounts:assign.left', { number: formatNumber(language, left) });
  const describedBy = `${group}-${identity.id}`;
  return (
    <label className="relative mx-1 flex min-h-10 items-center gap-2.5 rounded-md px-3 hover:bg-hover has-checked:chosen has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={group}
        checked={checked}
        onChange={onChoose}
        aria-label={name}
        aria-describedby={describedBy}
        className="accent-accent"
      />
      <span className="flex shrink-0 text-muted">
        <IdentityIcon provider={provider} kind={identity.kind} />
      </span>
      <bdi className="min-w-0 truncate text-ink" title={name}>
        {name}
      </bdi>
      <span id={describedBy} className="ml-auto flex shrink-0 items-baseline gap-2 text-sm text-muted">
        <span className="sr-only">{accountName(account)}</span>
        {identity.name ? <span>{kindWord(provider, identity.kind)}</span> : null}
        <span className="min-w-14 text-right text-ink tabular-nums">{room}</span>
      </span>
    </label>
  );
}
