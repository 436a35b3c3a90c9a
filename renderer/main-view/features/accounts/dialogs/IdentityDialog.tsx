import {
  accessTypes,
  apiCredentials,
  credentialChoices,
  type IdentityDetails,
} from '../../../../../common/accounts/account';
import { fieldLimits } from '../../../../../common/keys/fields';
import { providerOf } from '../../../../../common/providers';
import { Banner } from '../../../../design/plain/Banner';
import { RadioCards, Segmented } from '../../../../design/plain/RadioCards';
import { TextArea } from '../../../../design/plain/TextArea';
import { TextField } from '../../../../design/plain/TextField';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { NearNote } from '../../../../known/NearNote';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { temporaryOnlyWords } from '../../../../room/room-words';
import { FormDialog } from '../../../FormDialog';
import { accessWords, accountName, apiCredentialWords, credentialWords, kindWord } from '../words';
import { type IdentityDialogProps, useIdentityForm } from './use-identity-form';

const accessExplained: Record<IdentityDetails['accessType'], (t: Translate) => string> = {
  console: (t) => t('accounts:identityDialog.accessConsole'),
  programmatic: (t) => t('accounts:identityDialog.accessProgrammatic'),
  both: (t) => t('accounts:identityDialog.accessBoth'),
};

const apiCredentialExplained: Record<IdentityDetails['apiCredential'], (t: Translate) => string> = {
  'access-key': (t) => t('accounts:identityDialog.byAccessKey'),
  password: (t) => t('accounts:identityDialog.byPassword'),
  both: (t) => t('accounts:identityDialog.byBoth'),
};

/** Shows the account that the identity belongs to, and the kind of an existing identity. */
function WhoseIdentity({ found: { provider: id, account }, identity }: IdentityDialogProps) {
  const language = useLanguage();
  return (
    <div className="flex items-center gap-2.5 rounded-lg border border-line bg-sunken px-3 py-2">
      <ProviderMark provider={id} named />
      <span className="min-w-0">
        <bdi className="block truncate font-medium text-ink">{accountName(account)}</bdi>
        <span className="block truncate text-sm text-muted">
          {identity ? kindWord(id, identity.kind) : providerOf(id).account.label[language]}
          {account.alias ? ` · ${account.accountId}` : ''}
        </span>
      </span>
    </div>
  );
}

/** Adds an identity to an account, or edits its name, its remark, and which keys it may hold. */
export function IdentityDialog(props: IdentityDialogProps) {
  const {
    found: { provider: id },
    identity,
  } = props;
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(id);
  const { kind, kindId, chooseKind, several, typed, change, near, openKnown, save, form } = useIdentityForm(props);
  const nameLabel = kind?.nameField?.label[language] ?? '';
  const temporaryOnly = kind ? temporaryOnlyWords(t, language, provider, kind) : null;
  return (
    <FormDialog
      title={identity ? t('accounts:identityDialog.editTitle') : t('accounts:identityDialog.addTitle')}
      busy={form.busy}
      problem={form.problem}
      onSubmit={save}
    >
      <WhoseIdentity {...props} />
      {identity ? null : (
        <Segmented
          label={t('accounts:identityDialog.kind')}
          choices={provider.identities.map((choice) => ({ value: choice.kind, label: choice.label[language] }))}
          value={kindId}
          onChange={chooseKind}
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
      {identity ? <NearNote near={near} /> : <NearNote near={near} onTake={openKnown} />}
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
      {kind?.apiPassword && typed.accessType !== 'console' ? (
        <div className="flex flex-col gap-1.5">
          <Segmented
            label={t('accounts:identityDialog.apiCredential')}
            choices={apiCredentials.map((value) => ({ value, label: apiCredentialWords[value](t) }))}
            value={typed.apiCredential}
            onChange={(apiCredential) => change({ apiCredential })}
          />
          <p className="text-sm text-muted">{apiCredentialExplained[typed.apiCredential](t)}</p>
        </div>
      ) : null}
      {several && typed.accessType !== 'console' && typed.apiCredential !== 'password' ? (
        <Segmented
          label={t('accounts:identityDialog.credential')}
          choices={credentialChoices.map((value) => ({ value, label: credentialWords[value](t) }))}
          value={typed.credential}
          onChange={(credential) => change({ credential })}
        />
      ) : null}
      {temporaryOnly ? (
        <Banner tone="info" live={false}>
          {temporaryOnly}
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
