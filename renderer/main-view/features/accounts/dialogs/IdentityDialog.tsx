import { useState } from 'react';
import {
  accessTypes,
  credentialChoices,
  type IdentityDetails,
  type IdentityNode,
} from '../../../../../common/accounts/account';
import { checkIdentity } from '../../../../../common/accounts/fields';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { fieldLimits } from '../../../../../common/keys/fields';
import { identityOf, profileOf } from '../../../../../common/providers';
import { Banner } from '../../../../design/plain/Banner';
import { RadioCards, Segmented } from '../../../../design/plain/RadioCards';
import { TextArea } from '../../../../design/plain/TextArea';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { isolate } from '../../../../i18n/words';
import { ProfileMark } from '../../../../profiles/ProfileMark';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog, openDialog } from '../../../ui';
import { useDraft } from '../../drafts/use-draft';
import { accounts, type FoundAccount } from '../store';
import { accessWords, accountName, credentialWords, identityName, kindWord } from '../words';
import { useForm } from './form';

const accessExplained: Record<IdentityDetails['accessType'], (t: Translate) => string> = {
  console: (t) => t('accounts:identityDialog.accessConsole'),
  programmatic: (t) => t('accounts:identityDialog.accessProgrammatic'),
  both: (t) => t('accounts:identityDialog.accessBoth'),
};

interface IdentityDialogProps {
  found: FoundAccount;
  /** Left out to add one. */
  identity?: IdentityNode;
  /** Keys that are to be assigned next. */
  rows?: readonly KeyRow[] | undefined;
  /** What stood in the fields when Keyfold locked. */
  typed?: Record<string, string> | undefined;
}

/** Adds an identity to an account, or edits its name, remark, and what it may be given. */
export function IdentityDialog({
  found: { profile: id, account },
  identity,
  rows,
  typed: before,
}: IdentityDialogProps) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(id);
  const [kindId, setKindId] = useState(
    identity?.kind ?? identityOf(id, before?.kind ?? '')?.kind ?? profile.identities[0].kind,
  );
  const [typed, setTyped] = useState<IdentityDetails>({
    name: before?.name ?? identity?.name ?? '',
    remark: before?.remark ?? identity?.remark ?? '',
    accessType: accessTypes.find((type) => type === before?.accessType) ?? identity?.accessType ?? 'programmatic',
    credential: credentialChoices.find((choice) => choice === before?.credential) ?? identity?.credential ?? 'both',
  });
  useDraft(
    { kind: 'identity', account: account.id, identity: identity?.id },
    { kind: kindId, ...typed },
    before !== undefined,
  );
  const kind = identityOf(id, kindId);
  const several = (kind?.credentials.length ?? 0) > 1;
  // What this kind has no field for is not sent.
  const details: IdentityDetails = {
    ...typed,
    name: kind?.nameField ? typed.name : '',
    credential: several ? typed.credential : 'both',
  };
  const form = useForm(checkIdentity(kind, details));

  const change = (part: Partial<IdentityDetails>) => {
    setTyped((before) => ({ ...before, ...part }));
    form.changed('name' in part ? 'identityName' : 'remark' in part ? 'remark' : undefined);
  };

  const save = async () => {
    const target = identity ? { identity: identity.id } : { account: account.id, kind: kindId };
    const done = await form.send(() => client.accounts.saveIdentity({ target, ...details }));
    if (!done) return;
    closeDialog();
    const name = isolate(identityName(id, { name: details.name.trim(), kind: kindId }));
    toast('good', t('accounts:done.identitySaved', { name }));
    if (!rows) return;
    await accounts.load();
    openDialog({ kind: 'accounts', show: { dialog: 'assign', rows, identity: done.value.identity } });
  };

  const nameLabel = kind?.nameField?.label[language] ?? '';
  const longTermKind = profile.identities.find(({ credentials, root }) => !root && credentials.includes('long-term'));
  return (
    <FormDialog
      title={identity ? t('accounts:identityDialog.editTitle') : t('accounts:identityDialog.addTitle')}
      busy={form.busy}
      problem={form.problem}
      onSubmit={save}
    >
      <div className="flex items-center gap-2.5 rounded-lg border border-line bg-sunken px-3 py-2">
        <ProfileMark profile={id} named />
        <span className="min-w-0">
          <bdi className="block truncate font-medium text-ink">{accountName(account)}</bdi>
          <span className="block truncate text-sm text-muted">
            {identity ? kindWord(id, identity.kind) : profile.account.label[language]}
            {account.alias ? ` · ${account.accountId}` : ''}
          </span>
        </span>
      </div>
      {identity ? null : (
        <Segmented
          label={t('accounts:identityDialog.kind')}
          choices={profile.identities.map((choice) => ({ value: choice.kind, label: choice.label[language] }))}
          value={kindId}
          onChange={(chosen) => {
            setKindId(chosen);
            form.changed();
          }}
        />
      )}
      {kind?.root ? (
        <Banner tone="warning" live={false}>
          {t('accounts:identityDialog.root')}
        </Banner>
      ) : null}
      {kind?.nameField ? (
        <TextField
          label={nameLabel}
          value={typed.name}
          onChange={(name) => change({ name })}
          {...form.messages('identityName', nameLabel)}
          autoFocus
          required
          dir="auto"
          placeholder={kind.nameField.placeholder}
          maxLength={fieldLimits.identityName * 4}
        />
      ) : null}
      <RadioCards
        label={t('accounts:identityDialog.access')}
        columns={1}
        choices={accessTypes.map((value) => ({
          value,
          label: accessWords[value](t),
          description: accessExplained[value](t),
        }))}
        value={typed.accessType}
        onChange={(accessType) => change({ accessType })}
      />
      {several && typed.accessType !== 'console' ? (
        <Segmented
          label={t('accounts:identityDialog.credential')}
          choices={credentialChoices.map((value) => ({ value, label: credentialWords[value](t) }))}
          value={typed.credential}
          onChange={(credential) => change({ credential })}
        />
      ) : null}
      {kind && longTermKind && !kind.credentials.includes('long-term') ? (
        <Banner tone="info" live={false}>
          {t('fields:room.temporaryOnly', {
            kind: kind.label[language],
            other: longTermKind.label[language],
          })}
        </Banner>
      ) : null}
      <TextArea
        label={t('fields:label.remark')}
        hint={t('common:optional')}
        placeholder={t('accounts:identityDialog.remarkPlaceholder')}
        value={typed.remark}
        onChange={(remark) => change({ remark })}
        {...form.messages('remark', t('fields:label.remark'))}
        dir="auto"
        maxLength={fieldLimits.remark * 4}
      />
    </FormDialog>
  );
}
