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

const dateNames = ['providerCreatedAt', 'providerUsedAt'] as const;

/**
 * Asks when the provider created many keys and last used them. A date that is left empty stays as it is, and one that
 * isn't known any more is taken away.
 */
export function DatesOfAll({ selection, count, facts, problem }: BulkProps) {
  const t = useT();
  const language = useLanguage();
  const [texts, setTexts] = useState({ providerCreatedAt: '', providerUsedAt: '' });
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const [unknown, setUnknown] = useState({ providerCreatedAt: false, providerUsedAt: false });
  const dates = datesOf(texts);
  const named = dateNames.filter((name) => unknown[name] || dates[name] !== null);
  const isEmpty = named.length === 0;

  const save = async () => {
    if (busy || !facts) return;
    if (isEmpty) {
      setTried(true);
      return;
    }
    const to: KeysChange & { act: 'dates' } = {
      act: 'dates',
      ...Object.fromEntries(named.map((name) => [name, unknown[name] ? null : dates[name]])),
    };
    setBusy(true);
    setFailed(await changeAll(selection, to));
    setBusy(false);
  };
  const change = (changed: Partial<typeof texts>) => {
    setFailed(null);
    setTexts((before) => ({ ...before, ...changed }));
  };
  const unknownBox = (name: (typeof dateNames)[number]) => ({
    label: t(`bulk:dates.unknown.${name}`),
    checked: unknown[name],
    onChange: (checked: boolean) => {
      setUnknown((before) => ({ ...before, [name]: checked }));
      if (checked) change({ [name]: '' });
    },
  });
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
        unknown={{ created: unknownBox('providerCreatedAt'), used: unknownBox('providerUsedAt') }}
      />
    </FormDialog>
  );
}
