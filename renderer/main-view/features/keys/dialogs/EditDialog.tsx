import { useEffect, useState } from 'react';
import type { KeyDetail } from '../../../../../common/keys/access-key';
import { fieldLimits } from '../../../../../common/keys/fields';
import { identityOf, isKnownProvider, type ProviderId, providerOf } from '../../../../../common/providers';
import { DateFields } from '../../../../dates/DateFields';
import { Banner } from '../../../../design/plain/Banner';
import { Segmented } from '../../../../design/plain/RadioCards';
import { TextArea } from '../../../../design/plain/TextArea';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { errorWords } from '../../../../i18n/words';
import { NearNote } from '../../../../known/NearNote';
import { AccountPicker, UserPicker } from '../../../../known/pickers';
import { RoomNote } from '../../../../room/RoomNote';
import { client } from '../../../client';
import { FormDialog } from '../../../FormDialog';
import { closeDialog } from '../../../ui';
import { rootWords } from '../components/marks';
import { useKeys } from '../store';
import { useEditForm } from './use-edit-form';

interface EditDialogProps {
  id: string;
  /** What was typed in the fields when Keyfold locked. */
  typed: Record<string, string> | undefined;
}

/** Loads the properties of the key that the list doesn't have, then lets the person edit them. */
export function EditDialog({ id, typed }: EditDialogProps) {
  const t = useT();
  const loaded = useKeys((state) => (state.detail?.id === id ? state.detail : null));
  // The key that is being edited stays as it was when the dialog opened, whatever happens to the list.
  const [key, setKey] = useState<KeyDetail | null>(loaded);

  useEffect(() => {
    if (key) return;
    let wanted = true;
    void client.keys.get({ id }).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setKey(reply.value);
      else {
        closeDialog();
        toast('danger', errorWords(t, reply.error));
      }
    });
    return () => {
      wanted = false;
    };
  }, [id, key, t]);

  return key && isKnownProvider(key.provider) ? <EditForm detail={key} provider={key.provider} typed={typed} /> : null;
}

interface EditFormProps {
  detail: KeyDetail;
  provider: ProviderId;
  typed: EditDialogProps['typed'];
}

function EditForm({ detail, provider: id, typed }: EditFormProps) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(id);
  const { field, values, labels, holder, ...form } = useEditForm(detail, typed);
  const identity = identityOf(detail.provider, values.identityKind);
  const hasEndpoint = provider.keyTypes.some((type) => type.id === detail.keyType && type.endpoint);

  return (
    <FormDialog title={t('keys:edit.title')} busy={form.busy} problem={form.problem} onSubmit={form.save}>
      <div ref={form.fields} className="flex flex-col gap-4">
        <TextField {...field('name')} autoFocus required dir="auto" maxLength={fieldLimits.name * 4} />
        <TextArea
          {...field('description')}
          hint={t('common:optional')}
          dir="auto"
          maxLength={fieldLimits.description * 4}
        />
        <AccountPicker
          {...field('accountId', provider.account.shape?.words[language])}
          client={client}
          provider={id}
          hint={t('common:optional')}
          placeholder={provider.account.placeholder}
        />
        <Segmented
          label={labels.identityKind}
          choices={provider.identities.map(({ kind, label, credentials }) => ({
            value: kind,
            label: label[language],
            disabled: !credentials.includes(detail.credential) && kind !== detail.identityKind,
          }))}
          value={values.identityKind}
          onChange={form.chooseKind}
        />
        {identity?.nameField ? (
          <UserPicker
            {...field('identityName')}
            client={client}
            of={{ ...values, provider: id }}
            onChooseAccount={(accountId) => form.change('accountId', accountId)}
            hint={t('common:optional')}
            placeholder={identity.nameField.placeholder}
            dir="auto"
          />
        ) : null}
        <NearNote near={form.near} onTake={form.takeKnown} />
        {holder ? <RoomNote {...holder} credential={detail.credential} /> : null}
        {identity?.root ? (
          <Banner tone="warning" live={false} title={t('keys:root')}>
            {rootWords(t, { ...detail, identityKind: identity.kind }, language)}
          </Banner>
        ) : null}
        {hasEndpoint ? (
          <TextField {...field('endpoint')} hint={t('common:optional')} placeholder="ebs.example.internal" />
        ) : null}
        <DateFields created={field('providerCreatedAt')} used={field('providerUsedAt')} />
        <p className="text-sm text-muted">{t('keys:edit.fixed')}</p>
      </div>
    </FormDialog>
  );
}
