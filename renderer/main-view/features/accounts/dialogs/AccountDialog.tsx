import { useState } from 'react';
import type { AccountNode } from '../../../../../common/accounts/account';
import { checkAccount } from '../../../../../common/accounts/fields';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { fieldLimits } from '../../../../../common/keys/fields';
import { type ProfileId, profileOf, profiles } from '../../../../../common/providers';
import { RadioCards } from '../../../../design/plain/RadioCards';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { isolate } from '../../../../i18n/words';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog, openDialog } from '../../../ui';
import { useDraft, withTyped } from '../../drafts/use-draft';
import { accounts } from '../store';
import { accountName } from '../words';
import { useForm } from './form';

interface AccountDialogProps {
  profile: ProfileId;
  /** Left out to add one. */
  account?: AccountNode;
  /** Keys that are to be assigned next, to an identity of the new account. */
  rows?: readonly KeyRow[] | undefined;
  /** What stood in the fields when Keyfold locked. */
  typed?: Record<string, string> | undefined;
}

/** Adds an account, or edits its ID and alias. */
export function AccountDialog({ profile: given, account, rows, typed }: AccountDialogProps) {
  const t = useT();
  const language = useLanguage();
  const [id, setId] = useState(given);
  const [values, setValues] = useState(() =>
    withTyped({ accountId: account?.accountId ?? '', alias: account?.alias ?? '' }, typed),
  );
  useDraft({ kind: 'account', profile: id, account: account?.id }, values, typed !== undefined);
  const profile = profileOf(id);
  const form = useForm(checkAccount(profile, values));

  const field = (name: keyof typeof values, label: string, expected?: string) => ({
    label,
    value: values[name],
    onChange: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      form.changed(name);
    },
    ...form.messages(name, label, expected),
  });

  const save = async () => {
    const target = account ? { account: account.id } : { profile: id };
    const done = await form.send(() => client.accounts.saveAccount({ target, ...values }));
    if (!done) return;
    closeDialog();
    const name = isolate(accountName({ alias: values.alias.trim(), accountId: values.accountId.trim() }));
    toast('good', t('accounts:done.accountSaved', { name }));
    if (account) return;
    await accounts.load();
    // An account by itself holds nothing: who is in it is the next question where keys wait.
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
          choices={profiles.map((choice) => ({ value: choice.id, label: choice.name[language] }))}
          value={id}
          onChange={(chosen) => {
            setId(chosen);
            form.changed();
          }}
        />
      )}
      <TextField
        {...field('accountId', profile.account.label[language], profile.account.shape?.words[language])}
        autoFocus
        required
        placeholder={profile.account.placeholder}
        maxLength={fieldLimits.accountId * 4}
      />
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
