import { useState } from 'react';
import type { AppError } from '../../../../common/errors';
import type { KeysChange } from '../../../../common/keys/selection';
import { DateFields } from '../../../dates/DateFields';
import { datesOf } from '../../../dates/date-texts';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { FormDialog } from '../../FormDialog';
import type { BulkProps } from './bulk-act';
import { Chosen } from './Chosen';
import { changeAll } from './change';

/** Asks when the provider created many keys and last used them. A date that is left empty stays as it is. */
export function DatesOfAll({ selection, count, facts, problem }: BulkProps) {
  const t = useT();
  const language = useLanguage();
  const [texts, setTexts] = useState({ providerCreatedAt: '', providerUsedAt: '' });
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const { providerCreatedAt, providerUsedAt } = datesOf(texts);
  const isEmpty = providerCreatedAt === null && providerUsedAt === null;

  const save = async () => {
    if (busy || !facts) return;
    if (isEmpty) {
      setTried(true);
      return;
    }
    const to: KeysChange & { act: 'dates' } = {
      act: 'dates',
      ...(providerCreatedAt === null ? {} : { providerCreatedAt }),
      ...(providerUsedAt === null ? {} : { providerUsedAt }),
    };
    setBusy(true);
    setFailed(await changeAll(selection, to));
    setBusy(false);
  };
  const change = (changed: Partial<typeof texts>) => {
    setFailed(null);
    setTexts((before) => ({ ...before, ...changed }));
  };
  return (
    <FormDialog
      title={t('bulk:dates.title', { count, number: formatNumber(language, count) })}
      busy={busy}
      problem={failed ?? problem}
      onSubmit={save}
    >
      {problem ? null : <Chosen facts={facts} />}
      <p className="text-muted">{t('bulk:dates.body')}</p>
      <DateFields
        created={{
          label: t('keys:detail.providerCreated'),
          value: texts.providerCreatedAt,
          onChange: (text) => change({ providerCreatedAt: text }),
          onBlur: () => undefined,
          error: tried && isEmpty ? t('bulk:dates.nothing') : null,
        }}
        used={{
          label: t('keys:detail.providerUsed'),
          value: texts.providerUsedAt,
          onChange: (text) => change({ providerUsedAt: text }),
          onBlur: () => undefined,
        }}
      />
    </FormDialog>
  );
}
