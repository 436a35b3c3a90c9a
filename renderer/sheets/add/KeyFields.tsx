import type { FieldName } from '../../../common/keys/fields';
import { saferIdentity } from '../../../common/providers';
import { Banner } from '../../design/plain/Banner';
import { Segmented } from '../../design/plain/RadioCards';
import { TextArea } from '../../design/plain/TextArea';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { fieldLabel } from '../../i18n/words';
import { NearNote } from '../../known/NearNote';
import { AccountPicker, UserPicker } from '../../known/pickers';
import { RoomNote } from '../../room/RoomNote';
import { type Draft, fieldsOf, identityIn, identityNameIn, labelIn } from './draft';
import type { AddForm } from './use-add-form';

type TextFieldName = Extract<FieldName, 'name' | 'accountId' | 'identityName' | 'endpoint'>;

/**
 * The fields for the key's name and for the identity that it belongs to. The provider decides which fields are shown.
 */
export function KeyFields({ form }: { form: AddForm }) {
  const t = useT();
  const language = useLanguage();
  const { draft, provider } = form;
  const fields = fieldsOf(draft);
  const identity = identityIn(draft);
  const safer = saferIdentity(draft.provider);

  const field = (name: TextFieldName, placeholder?: string) => ({
    name,
    label: labelIn(draft, name, language) ?? fieldLabel(t, name),
    placeholder,
    value: draft[name],
    onChange: (value: string) => form.edit(name, value),
    onBlur: () => form.leave(name),
    ...form.message(name),
  });
  const optional = { hint: t('common:optional') };

  return (
    <>
      <TextField {...field('name')} autoFocus />
      <TextArea
        name="description"
        label={fieldLabel(t, 'description')}
        hint={t('common:optional')}
        placeholder={t('add:descriptionPlaceholder')}
        value={draft.description}
        onChange={(value) => form.edit('description', value)}
        onBlur={() => form.leave('description')}
        {...form.message('description')}
      />
      {fields.includes('keyType') ? (
        <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
          <Segmented
            label={fieldLabel(t, 'keyType')}
            choices={provider.keyTypes.map(({ id }) => ({ value: id, label: id }))}
            value={draft.keyType}
            onChange={(value) => form.edit('keyType', value)}
          />
          {fields.includes('endpoint') ? (
            <TextField {...field('endpoint', 'ebs.example.internal')} {...optional} />
          ) : null}
        </div>
      ) : null}
      {fields.includes('identityKind') ? (
        <Segmented<Draft['identityKind']>
          label={fieldLabel(t, 'identityKind')}
          choices={provider.identities.map(({ kind, label }) => ({ value: kind, label: label[language] }))}
          value={identity.kind}
          onChange={form.chooseIdentity}
        />
      ) : null}
      {identity.root && safer ? (
        <Banner tone="warning">{t('add:rootWarning', { identity: safer.label[language] })}</Banner>
      ) : null}
      <div className="flex flex-col gap-1">
        <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
          <AccountPicker
            client={form.client}
            provider={draft.provider}
            {...field('accountId', provider.account.placeholder)}
            {...optional}
          />
          {identity.nameField ? (
            <UserPicker
              client={form.client}
              of={draft}
              onChooseAccount={(accountId) => form.edit('accountId', accountId)}
              {...field('identityName', identity.nameField.placeholder)}
              {...optional}
            />
          ) : null}
        </div>
        <NearNote near={form.near} onTake={form.takeKnown} />
        <RoomNote who={identityNameIn(draft)} room={form.room} credential={draft.credential} />
      </div>
    </>
  );
}
