import { UserRoundPlus } from 'lucide-react';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import type { AccountHead } from '../../../../../common/accounts/account';
import type { AppError } from '../../../../../common/errors';
import type { KeyRow } from '../../../../../common/keys/access-key';
import {
  isKnownProvider,
  needsNewer,
  type ProviderId,
  providerOf,
  type StoredProviderId,
} from '../../../../../common/providers';
import { cx } from '../../../../design/cx';
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
import { useRowsInView } from '../../../../rows-in-view';
import { rowIn } from '../../../../rows-window';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog, openDialog } from '../../../ui';
import { verified } from '../../../verification';
import { ChosenKeys } from '../../keys/components/ChosenKeys';
import { keys } from '../../keys/store';
import { IdentityIcon } from '../components/AccountTree';
import { refusalOf } from '../refusal';
import { type FoundIdentity, useHolder } from '../store';
import { useLines } from '../use-lines';
import { accountName, identityName, kindWord } from '../words';

/** From this number of lines on there is a field to search for one. */
const manyLines = 10;

/** Pixels of each line of the choice. */
const lineHeight = 40;

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
  const first = useHolder(chosen === undefined ? null : { kind: 'identity', id: chosen });
  const [own, setOwn] = useState<FoundIdentity | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | 'none-chosen' | null>(null);
  // What was just added comes chosen.
  const found = own ?? (first?.identity ? { ...first, identity: first.identity } : null);
  // This is shown before the vault is asked. The vault decides in the end.
  const refusal = found && refusalOf(found, rows);

  const assign = async () => {
    if (busy) return;
    if (!found || refusal) {
      setProblem(refusal ?? 'none-chosen');
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
        value={found?.identity.id ?? null}
        onChoose={(chosenOne) => {
          const refused = refusalOf(chosenOne, rows);
          if (!refused) setOwn(chosenOne);
          setProblem(refused);
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
  onChoose: (identity: FoundIdentity) => void;
}

/**
 * A choice of one identity of a provider, listed below their accounts. There may be thousands, so only those in view are
 * there. It uses native radio buttons, so arrow keys and names work as everywhere.
 */
function IdentityChoice({ provider, rows, value, onChoose }: IdentityChoiceProps) {
  const t = useT();
  const language = useLanguage();
  const group = useId();
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const { total, pages, want } = useLines(provider, sought);
  const [isLong, setIsLong] = useState(false);
  if (!isLong && (total ?? 0) >= manyLines) setIsLong(true);
  const { scroller, items, height } = useRowsInView({ total: total ?? 0, pages, want, rowHeight: lineHeight });
  return (
    <>
      {isLong ? (
        <TextField
          type="search"
          label={t('accounts:assign.filter')}
          placeholder={t('accounts:searchPlaceholder')}
          value={search}
          onChange={setSearch}
          maxLength={200}
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
        <div
          ref={scroller}
          // Its height stays while somebody types, so that nothing below it jumps.
          className={cx(
            'min-h-20 overflow-y-auto rounded-lg border border-line-strong bg-raised py-1',
            isLong ? 'h-72' : 'max-h-72',
          )}
        >
          {total === 0 ? (
            <p className="px-3 py-2 text-muted">
              {sought.trim() === ''
                ? t('accounts:assign.none', { provider: providerOf(provider).name[language] })
                : t('accounts:assign.noMatch')}
            </p>
          ) : null}
          <div className="relative" style={{ height }}>
            {items.map(({ index, start }) => {
              const line = rowIn(pages, index);
              if (!line) return null;
              return (
                <div
                  key={line.kind === 'identity' ? line.identity.id : `${line.kind} ${index}`}
                  className="absolute inset-x-0 top-0 flex flex-col justify-center"
                  style={{ height: lineHeight, transform: `translateY(${start}px)` }}
                >
                  {line.kind === 'identity' ? (
                    <IdentityOption
                      group={group}
                      found={line}
                      rows={rows}
                      checked={line.identity.id === value}
                      onChoose={() => onChoose(line)}
                    />
                  ) : line.kind === 'account' ? (
                    <AccountHeading account={line.account} rows={rows} />
                  ) : (
                    <p className="px-3 text-sm text-muted">{t('accounts:noIdentities')}</p>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </fieldset>
    </>
  );
}

function AccountHeading({ account, rows }: { account: AccountHead; rows: readonly KeyRow[] }) {
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
  found: FoundIdentity;
  rows: readonly KeyRow[];
  checked: boolean;
  onChoose: () => void;
}

function IdentityOption({ group, found, rows, checked, onChoose }: IdentityOptionProps): ReactNode {
  const t = useT();
  const language = useLanguage();
  const { provider, account, identity } = found;
  const { quota, left, accessType } = identity;
  const name = identityName(provider, identity);
  const refusal = refusalOf(found, rows);
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
    <label
      title={refusal ? errorWords(t, refusal) : undefined}
      className={cx(
        'relative mx-1 flex min-h-9 items-center gap-2.5 rounded-md px-3 has-checked:chosen has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
        refusal ? 'text-muted' : 'text-ink hover:bg-hover',
      )}
    >
      <input
        type="radio"
        name={group}
        checked={checked}
        // Not taken out of reach: whoever chooses it is told why it can't be.
        aria-disabled={refusal ? true : undefined}
        onChange={onChoose}
        aria-label={name}
        aria-describedby={describedBy}
        className="accent-accent aria-disabled:opacity-40"
      />
      <span className="flex shrink-0 text-muted">
        <IdentityIcon provider={provider} kind={identity.kind} />
      </span>
      <bdi className="min-w-0 truncate" title={name}>
        {name}
      </bdi>
      <span id={describedBy} className="ml-auto flex shrink-0 items-baseline gap-2 text-sm text-muted">
        <span className="sr-only">{accountName(account)}</span>
        {identity.name ? <span>{kindWord(provider, identity.kind)}</span> : null}
        <span className={cx('min-w-14 text-right tabular-nums', refusal ? 'text-muted' : 'text-ink')}>{room}</span>
      </span>
    </label>
  );
}
