import { useState } from 'react';
import { type FieldIssue, fieldLimits } from '../../../common/keys/fields';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { FileDetails, ImportPlan, Missing, MissingField } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { fieldLabel, issueWords } from '../../i18n/words';
import { FileCard } from '../transfer/FileCard';
import { EndFields } from './EndFields';
import { endOf, newEnd } from './end-draft';
import { fileWords } from './file-words';
import { TypeFields } from './TypeFields';
import type { ImportForm } from './use-import';

interface MissingStepProps {
  form: ImportForm;
  step: Extract<ImportForm['step'], { at: 'missing' }>;
  onClose: () => void;
}

type Said = { keyType: string; endpoint: string; accountId: string };
const nothing: Said = { keyType: '', endpoint: '', accountId: '' };

/** Returns how many keys of each provider lack this. */
const lacking = ({ missing }: ImportPlan, field: MissingField): Missing[] =>
  missing.filter((one) => one.field === field);

/**
 * Asks for what the vault needs and the file doesn't say, once for all its keys: when temporary keys end, the type of
 * keys, and their account if the person wants. What isn't said here can be said in the list, for each key.
 */
export function MissingStep({ form, step: { file, plan, fromList }, onClose }: MissingStepProps) {
  const t = useT();
  const language = useLanguage();
  const [end, setEnd] = useState(newEnd('unknown'));
  const [said, setSaid] = useState<Partial<Record<ProviderId, Said>>>({});
  const [tried, setTried] = useState(false);
  const [issues, setIssues] = useState<readonly FieldIssue[]>([]);
  const ends = lacking(plan, 'expiresAt');
  const change = (provider: ProviderId, change: Partial<Said>) => {
    setIssues([]);
    setSaid((before) => ({ ...before, [provider]: { ...nothing, ...before[provider], ...change } }));
  };
  const message = (field: FieldIssue['field']) => {
    const issue = issues.find((one) => one.field === field);
    return issue ? issueWords(t, issue) : null;
  };
  const endKeys = ends.reduce((sum, { keys }) => sum + keys, 0);
  // A time from now on begins when it is said, and not when it is typed.
  const typedEnd = () => (ends.length > 0 ? endOf(end, Date.now(), t('transfer:import.details.note')) : null);

  async function submit(): Promise<void> {
    setTried(true);
    const typed = typedEnd();
    if (ends.length > 0 && typed === null) return;
    const details: FileDetails = {
      ...(typed ? { end: typed } : {}),
      // Only ids of providers are names in it, which the type of the entries doesn't say.
      providers: Object.entries(said).map(([provider, values]) => ({ provider: provider as ProviderId, ...values })),
    };
    const error = await form.complete(file, details);
    setIssues(error?.code === 'invalid-fields' ? error.issues : []);
  }

  return (
    <SheetFrame
      size="large"
      title={t('transfer:import.details.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          {fromList ? (
            <Button onClick={() => form.back(file, plan)}>{t('transfer:import.back')}</Button>
          ) : (
            <Button onClick={onClose}>{t('common:cancel')}</Button>
          )}
          <Button variant="primary" type="submit" autoFocus pending={form.comparing}>
            {t('transfer:import.compare')}
          </Button>
        </>
      }
    >
      <Failure error={issues.length > 0 ? null : form.failure} />
      <FileCard name={file.fileName}>{fileWords(t, language, file)}</FileCard>
      <p className="text-muted">{t('transfer:import.details.about')}</p>
      {ends.length > 0 ? (
        <EndFields
          label={t('transfer:import.details.end', { count: endKeys, number: formatNumber(language, endKeys) })}
          providers={ends.map(({ provider }) => provider)}
          draft={end}
          canStay={false}
          wrong={tried && typedEnd() === null}
          onChange={setEnd}
        />
      ) : null}
      <OfProviders plan={plan} said={said} message={message} onChange={change} />
    </SheetFrame>
  );
}

interface OfProvidersProps {
  plan: ImportPlan;
  said: Partial<Record<ProviderId, Said>>;
  message: (field: FieldIssue['field']) => string | null;
  onChange: (provider: ProviderId, change: Partial<Said>) => void;
}

/** What is asked for the keys of each provider by itself: their type and endpoint, and their account. */
function OfProviders({ plan, said, message, onChange: change }: OfProvidersProps) {
  const t = useT();
  const language = useLanguage();
  const of = (provider: ProviderId) => said[provider] ?? nothing;
  const numbers = ({ keys, provider }: Missing) => ({
    count: keys,
    number: formatNumber(language, keys),
    provider: providerOf(provider).name[language],
  });
  return (
    <>
      {lacking(plan, 'keyType').map((one) => (
        <div key={one.provider} className="flex flex-col gap-1.5">
          <TypeFields
            label={t('transfer:import.details.ofProvider', { label: fieldLabel(t, 'keyType'), ...numbers(one) })}
            provider={providerOf(one.provider)}
            {...of(one.provider)}
            error={message('endpoint')}
            onChange={(values) => change(one.provider, values)}
          />
          <p className="text-sm text-muted">{t('transfer:import.details.typeHint', numbers(one))}</p>
        </div>
      ))}
      {lacking(plan, 'endpoint')
        .filter(({ provider }) => !lacking(plan, 'keyType').some((one) => one.provider === provider))
        .map((one) => (
          <TextField
            key={one.provider}
            label={t('transfer:import.details.ofProvider', { label: fieldLabel(t, 'endpoint'), ...numbers(one) })}
            hint={t('common:optional')}
            placeholder="ebs.example.internal"
            value={of(one.provider).endpoint}
            onChange={(endpoint) => change(one.provider, { endpoint })}
            error={message('endpoint')}
          />
        ))}
      {lacking(plan, 'accountId').map((one) => {
        const { account } = providerOf(one.provider);
        const values = { label: account.label[language], ...numbers(one) };
        return (
          <TextField
            key={one.provider}
            label={t('transfer:import.details.ofProvider', values)}
            hint={t('common:optional')}
            description={t('transfer:import.details.accountHint', values)}
            placeholder={account.placeholder}
            maxLength={fieldLimits.accountId * 4}
            value={of(one.provider).accountId}
            onChange={(accountId) => change(one.provider, { accountId })}
            error={message('accountId')}
          />
        );
      })}
    </>
  );
}
