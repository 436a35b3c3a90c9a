import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { type FieldIssue, fieldLimits } from '../../../common/keys/fields';
import { identityOf, providerOf } from '../../../common/providers';
import type { ImportPlan, ImportRow, OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Segmented } from '../../design/plain/RadioCards';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { formatMoment } from '../../i18n/format';
import { fieldLabel, issueWords } from '../../i18n/words';
import { AccountPicker, UserPicker } from '../../known/pickers';
import { EndFields } from './EndFields';
import { endOf, newEnd } from './end-draft';
import { TypeFields } from './TypeFields';
import type { ImportForm } from './use-import';

interface RowStepProps {
  client: Client<'import'>;
  form: ImportForm;
  file: OpenedFile;
  plan: ImportPlan;
  row: ImportRow;
  onClose: () => void;
}

/** Edits one new key of the file before it is imported: its name, whose it is, its type and its end. */
export function RowStep({ client, form, file, plan, row, onClose }: RowStepProps) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  const [typed, setTyped] = useState(() => {
    const { name, accountId, identityKind, identityName, keyType, endpoint } = row;
    return { name, accountId, identityKind, identityName, keyType, endpoint };
  });
  const [end, setEnd] = useState(newEnd(row.expiresAt === null ? 'unknown' : 'as'));
  const [tried, setTried] = useState(false);
  const [issues, setIssues] = useState<readonly FieldIssue[]>([]);
  const temporary = row.credential === 'temporary';
  const nameField = identityOf(row.provider, typed.identityKind)?.nameField ?? null;
  // A time from now on begins when it is said, and not when it is typed.
  const typedEnd = () => (temporary ? endOf(end, Date.now(), t('transfer:import.details.note')) : null);
  const wrongEnd = temporary && end.how !== 'as' && typedEnd() === null;
  const change = (changes: Partial<typeof typed>) => {
    setIssues([]);
    setTyped((before) => ({ ...before, ...changes }));
  };
  const message = (field: FieldIssue['field'], label?: string) => {
    const issue = issues.find((one) => one.field === field);
    return issue ? issueWords(t, issue, label) : null;
  };

  async function submit(): Promise<void> {
    setTried(true);
    if (wrongEnd) return;
    const identityName = nameField ? typed.identityName : '';
    const error = await form.edit(file, row.index, { ...typed, identityName, end: typedEnd() });
    setIssues(error?.code === 'invalid-fields' ? error.issues : []);
  }

  return (
    <SheetFrame
      size="large"
      title={t('transfer:import.row.title')}
      subtitle={
        <>
          {provider.name[language]}
          {' · '}
          <bdi className="font-mono">{row.accessKeyId}</bdi>
        </>
      }
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={() => form.back(file, plan)}>{t('transfer:import.back')}</Button>
          <Button variant="primary" type="submit" pending={form.comparing}>
            {t('transfer:import.row.apply')}
          </Button>
        </>
      }
    >
      <Failure error={issues.length > 0 ? null : form.failure} />
      <TextField
        label={fieldLabel(t, 'name')}
        autoFocus
        dir="auto"
        maxLength={fieldLimits.name * 4}
        value={typed.name}
        onChange={(name) => change({ name })}
        error={message('name')}
      />
      {temporary ? (
        <EndFields
          label={
            row.expiresAt === null || end.how !== 'as'
              ? t('transfer:import.details.endOfOne')
              : t('transfer:import.ends', { moment: formatMoment(language, row.expiresAt) })
          }
          providers={[row.provider]}
          draft={end}
          canStay={row.expiresAt !== null}
          wrong={tried && wrongEnd}
          onChange={setEnd}
        />
      ) : null}
      {provider.keyTypes.length > 0 ? (
        <TypeFields
          label={fieldLabel(t, 'keyType')}
          provider={provider}
          keyType={typed.keyType}
          endpoint={typed.endpoint}
          error={message('endpoint') ?? message('keyType')}
          onChange={({ keyType, endpoint }) =>
            change({
              keyType,
              endpoint: provider.keyTypes.some((one) => one.id === keyType && one.endpoint) ? endpoint : '',
            })
          }
        />
      ) : null}
      <WhoseFields client={client} row={row} typed={typed} message={message} onChange={change} />
    </SheetFrame>
  );
}

interface WhoseFieldsProps {
  client: Client<'import'>;
  row: ImportRow;
  typed: Pick<ImportRow, 'accountId' | 'identityKind' | 'identityName'>;
  message: (field: FieldIssue['field'], label?: string) => string | null;
  onChange: (changes: Partial<WhoseFieldsProps['typed']>) => void;
}

/** The account and the user of a key. Only kinds of identity that can have such a key are offered. */
function WhoseFields({ client, row, typed, message, onChange: change }: WhoseFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  const identities = provider.identities.filter(({ credentials }) => credentials.includes(row.credential));
  const nameField = identityOf(row.provider, typed.identityKind)?.nameField ?? null;
  return (
    <>
      {identities.length > 1 ? (
        <Segmented
          label={fieldLabel(t, 'identityKind')}
          choices={identities.map(({ kind, label }) => ({ value: kind, label: label[language] }))}
          value={typed.identityKind}
          onChange={(identityKind) => change({ identityKind })}
        />
      ) : null}
      <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
        <AccountPicker
          client={client}
          provider={row.provider}
          label={provider.account.label[language]}
          hint={t('common:optional')}
          placeholder={provider.account.placeholder}
          maxLength={fieldLimits.accountId * 4}
          value={typed.accountId}
          onChange={(accountId) => change({ accountId })}
          error={message('accountId', provider.account.label[language])}
        />
        {nameField ? (
          <UserPicker
            client={client}
            of={{ provider: row.provider, accountId: typed.accountId, identityKind: typed.identityKind }}
            onChooseAccount={(accountId) => change({ accountId })}
            label={nameField.label[language]}
            hint={t('common:optional')}
            placeholder={nameField.placeholder}
            dir="auto"
            maxLength={fieldLimits.identityName * 4}
            value={typed.identityName}
            onChange={(identityName) => change({ identityName })}
            error={message('identityName', nameField.label[language])}
          />
        ) : null}
      </div>
    </>
  );
}
