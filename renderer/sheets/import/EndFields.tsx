import { type ProviderId, providerOf } from '../../../common/providers';
import { Segmented } from '../../design/plain/RadioCards';
import { Select } from '../../design/plain/Select';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { fieldLabel, issueWords } from '../../i18n/words';
import type { EndDraft } from './end-draft';

interface EndFieldsProps {
  label: string;
  /** The providers of the keys. */
  providers: readonly ProviderId[];
  draft: EndDraft;
  /** The key has an end already, which can stay. */
  canStay: boolean;
  /** What is typed is no end, and should be. */
  wrong: boolean;
  onChange: (draft: EndDraft) => void;
}

/** Asks when temporary keys end: after some time, at a time, or nobody knows. */
export function EndFields({ label, providers, draft, canStay, wrong, onChange }: EndFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const ways = [...(canStay ? (['as'] as const) : []), 'unknown', 'for', 'at'] as const;
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={label}
        choices={ways.map((value) => ({ value, label: t(`transfer:import.details.how.${value}`) }))}
        value={draft.how}
        onChange={(how) => onChange({ ...draft, how })}
      />
      {draft.how === 'for' ? (
        <div className="grid grid-cols-[minmax(0,12rem)_auto] items-start justify-start gap-2">
          <TextField
            label={t('transfer:import.details.amount')}
            inputMode="numeric"
            autoFocus
            value={draft.amount}
            onChange={(amount) => onChange({ ...draft, amount })}
            error={wrong ? t('transfer:import.details.amountRequired') : null}
          />
          <Select
            label={t('transfer:import.details.unit')}
            choices={(['minutes', 'hours'] as const).map((value) => ({
              value,
              label: t(`transfer:import.details.units.${value}`),
            }))}
            value={draft.unit}
            onChange={(unit) => onChange({ ...draft, unit })}
            className="mt-6 w-auto"
          />
        </div>
      ) : null}
      {draft.how === 'at' ? (
        <div className="max-w-64">
          <TextField
            label={fieldLabel(t, 'expiresAt')}
            type="datetime-local"
            autoFocus
            description={t('transfer:import.details.atHint')}
            value={draft.at}
            onChange={(at) => onChange({ ...draft, at })}
            error={wrong ? issueWords(t, { field: 'expiresAt', problem: 'required', severity: 'error' }) : null}
          />
        </div>
      ) : null}
      {draft.how === 'unknown' ? (
        <p className="text-sm text-muted">
          {t('transfer:import.details.unknown', {
            limits: providers
              .map((id) => {
                const { name, longestTemporary } = providerOf(id);
                const hours = longestTemporary ?? 0;
                const values = { provider: name[language], count: hours, number: formatNumber(language, hours) };
                return t('transfer:import.details.limit', values);
              })
              .join(t('common:listSeparator')),
          })}
        </p>
      ) : null}
    </div>
  );
}
