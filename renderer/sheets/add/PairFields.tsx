import { DateFields } from '../../dates/DateFields';
import { PasswordField } from '../../design/plain/PasswordField';
import { Segmented } from '../../design/plain/RadioCards';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { fieldLabel } from '../../i18n/words';
import { temporaryOnlyWords } from '../../room/room-words';
import { canHave, fieldsOf, identityIn, labelIn } from './draft';
import type { AddForm } from './use-add-form';

/** The fields of the pair, and for a temporary key the fields that come with it. */
export function PairFields({ form }: { form: AddForm }) {
  const t = useT();
  const language = useLanguage();
  const { draft, provider } = form;
  const fields = fieldsOf(draft);
  const identity = identityIn(draft);
  const temporaryOnly = temporaryOnlyWords(t, language, provider, identity);
  const date = (field: 'providerCreatedAt' | 'providerUsedAt') => ({
    label: fieldLabel(t, field),
    value: draft[field],
    onChange: (value: string) => form.edit(field, value),
    onBlur: () => form.leave(field),
    ...form.message(field),
  });
  return (
    <>
      {fields.includes('credential') ? (
        <Segmented
          label={fieldLabel(t, 'credential')}
          choices={provider.credentials.map((kind) => ({
            value: kind,
            disabled: !canHave(draft, kind),
            label: kind === 'temporary' ? t('common:temporary') : t('common:longTerm'),
          }))}
          value={draft.credential}
          onChange={form.chooseCredential}
        />
      ) : null}
      {temporaryOnly ? <p className="-mt-2 text-sm text-muted">{temporaryOnly}</p> : null}
      <TextField
        name="accessKeyId"
        mono
        label={labelIn(draft, 'accessKeyId', language) ?? fieldLabel(t, 'accessKeyId')}
        value={draft.accessKeyId}
        onChange={(value) => form.edit('accessKeyId', value)}
        onBlur={() => form.leave('accessKeyId')}
        {...form.message('accessKeyId')}
      />
      <PasswordField
        ref={form.inputs.secret}
        name="secret"
        what="secret"
        mono
        label={labelIn(draft, 'secret', language) ?? fieldLabel(t, 'secret')}
        onChange={() => form.editSecret('secret')}
        onBlur={() => form.leave('secret')}
        {...form.message('secret')}
      />
      {fields.includes('token') ? (
        <PasswordField
          ref={form.inputs.token}
          name="token"
          what="secret"
          mono
          label={fieldLabel(t, 'token')}
          onChange={() => form.editSecret('token')}
          onBlur={() => form.leave('token')}
          {...form.message('token')}
        />
      ) : null}
      {fields.includes('expiresAt') ? (
        <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
          <TextField
            name="expiresAt"
            type="datetime-local"
            label={fieldLabel(t, 'expiresAt')}
            description={t('add:expiresHint')}
            value={draft.expiresAt}
            onChange={(value) => form.edit('expiresAt', value)}
            onBlur={() => form.leave('expiresAt')}
            {...form.message('expiresAt')}
          />
        </div>
      ) : null}
      <DateFields created={date('providerCreatedAt')} used={date('providerUsedAt')} />
    </>
  );
}
