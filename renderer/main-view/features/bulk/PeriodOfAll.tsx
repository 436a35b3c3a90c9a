import { useState } from 'react';
import type { AppError } from '../../../../common/errors';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { FormDialog } from '../../FormDialog';
import { type PeriodChoice, PeriodFields } from '../rotation/PeriodFields';
import type { BulkProps } from './bulk-act';
import { Chosen } from './Chosen';
import { changeAll } from './change';

/** Asks when many keys are to be replaced. It begins with the period that all of them have, if there is one. */
export function PeriodOfAll(props: BulkProps) {
  const { facts } = props;
  const [one] = facts?.periods ?? [];
  const isSame = facts !== null && one !== undefined && one.keys === facts.keys;
  // The form begins anew once the vault has answered.
  return <PeriodForm key={String(facts !== null)} {...props} days={isSame ? one.days : null} />;
}

function PeriodForm({ selection, count, facts, problem, days }: BulkProps & { days: number | null }) {
  const t = useT();
  const language = useLanguage();
  const [choice, setChoice] = useState<PeriodChoice>({ days, valid: true });
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(0);
  const [failed, setFailed] = useState<AppError | null>(null);
  const save = async () => {
    if (busy || !facts) return;
    if (!choice.valid) {
      setTried((times) => times + 1);
      return;
    }
    setBusy(true);
    setFailed(await changeAll(selection, { act: 'period', days: choice.days }));
    setBusy(false);
  };
  return (
    <FormDialog
      title={t('bulk:period.title', { count, number: formatNumber(language, count) })}
      size="small"
      busy={busy}
      problem={failed ?? problem}
      onSubmit={save}
    >
      {problem ? null : <Chosen facts={facts} />}
      <PeriodFields
        days={days}
        provider={t('bulk:period.providerBody')}
        tried={tried}
        usual={90}
        onChange={setChoice}
      />
      {facts && facts.temporary > 0 ? <p className="text-muted">{t('bulk:period.temporary')}</p> : null}
    </FormDialog>
  );
}
