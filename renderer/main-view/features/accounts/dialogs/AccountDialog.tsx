import { useState } from 'react';
import type { AccountHead } from '../../../../../common/accounts/account';
import { checkAccount } from '../../../../../common/accounts/fields';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { fieldLimits } from '../../../../../common/keys/fields';
import { type ProviderId, providerOf, providers } from '../../../../../common/providers';
import { RadioCards } from '../../../../design/plain/RadioCards';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { isolate } from '../../../../i18n/words';
import { NearNote } from '../../../../known/NearNote';
import { type NearQuestion, useNear } from '../../../../known/use-near';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog, openDialog } from '../../../ui';
import { useDraft, withTyped } from '../../drafts/use-draft';
import { accounts } from '../store';
import { accountName } from '../words';
import { useForm } from './form';

interface AccountDialogProps {
  provider: ProviderId;
  /** The account to edit; left out to add one. */
  account?: AccountHead;
  /** Keys that are to be assigned next, to an identity of the new account. */
  rows?: readonly KeyRow[] | undefined;
  /** What was typed in the fields when Keyfold locked. */
  typed?: Record<string, string> | undefined;
}

/** Adds an account, or edits its ID and alias. */
export function AccountDialog({ provider: given, account, rows, typed }: AccountDialogProps) {
  const t = useT();
  const language = useLanguage();
  const [id, setId] = useState(given);
  const [values, setValues] = useState(() =>
    withTyped({ accountId: account?.accountId ?? '', alias: account?.alias ?? '' }, typed),
  );
  useDraft({ kind: 'account', provider: id, account: account?.id }, values, typed !== undefined);
  const provider = providerOf(id);
  const form = useForm(checkAccount(provider, values));

  const { accountId } = values;
  const near = useNear(
    client,
    accountId === account?.accountId ? null : { provider: id, accountId, identityKind: '', identityName: '' },
    { account: account?.id ?? null, identity: null },
  );

  const field = (name: keyof typeof values, label: string, expected?: string) => ({
    label,
    value: values[name],
    onChange: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      form.changed(name);
    },
    ...form.messages(name, label, expected),
  });

  /** Goes on with the account that is there already. */
  const openKnown = ({ known }: NearQuestion) =>
    openDialog({
      kind: 'accounts',
      show: rows
        ? { dialog: 'identity', account: known.id, rows }
        : { dialog: 'account', provider: id, account: known.id },
    });

  const save = async () => {
    const target = account ? { account: account.id } : { provider: id };
    const done = await form.send(() => client.accounts.saveAccount({ target, ...values }), near.asks);
    if (!done) return;
    closeDialog();
    const name = isolate(accountName({ alias: values.alias.trim(), accountId: values.accountId.trim() }));
    toast('good', t('accounts:done.accountSaved', { name }));
    if (account) return;
    await accounts.load();
    // An account by itself holds no keys. If keys are waiting, the next question is which identity gets them.
    if (rows) openDialog({ kind: 'accounts', show: { dialog: 'identity', account: done.value.account, rows } });
  };

  return (
    <FormDialog
      title={account ? t('accounts:accountDialog.editTitle') : t('accounts:accountDialog.addTitle')}
      busy={form.busy}
      problem={form.problem}
      onSubmit={save}
    >
      {account || rows ? null : (
        <RadioCards
          label={t('accounts:accountDialog.provider')}
          choices={providers.map((choice) => ({ value: choice.id, label: choice.name[language] }))}
          value={id}
          onChange={(chosen) => {
            setId(chosen);
            form.changed();
          }}
        />
      )}
      <TextField
        {...field('accountId', provider.account.label[language], provider.account.shape?.words[language])}
        autoFocus
        required
        placeholder={provider.account.placeholder}
        maxLength={fieldLimits.accountId * 4}
      />
      {account ? <NearNote near={near} /> : <NearNote near={near} onTake={openKnown} />}
      <TextField
        {...field('alias', t('fields:label.alias'))}
        hint={t('common:optional')}
        description={t('accounts:accountDialog.aliasHint')}
        dir="auto"
        maxLength={fieldLimits.alias * 4}
      />
      {account && account.keys > 0 && values.accountId.trim() !== account.accountId ? (
        <p className="text-sm text-muted">
          {t('accounts:accountDialog.renames', { keys: formatNumber(language, account.keys) })}
        </p>
      ) : null}
    </FormDialog>
  );
}
