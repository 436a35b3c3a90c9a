import { useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { providerOf } from '../../../../common/providers';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatDays } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { FormDialog } from '../../FormDialog';
import { reported } from '../../report';
import { closeDialog } from '../../ui';
import { type PeriodChoice, PeriodFields } from './PeriodFields';

/** Asks when a key is to be replaced. */
export function PeriodDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const { dueDays } = providerOf(row.provider).rotation;
  const [choice, setChoice] = useState<PeriodChoice>({ days: row.rotationDays, valid: true });
  const [busy, setBusy] = useState(false);
  // Counts what was tried in vain, so that each time the field gets the focus.
  const [tried, setTried] = useState(0);

  const save = async () => {
    if (busy) return;
    if (!choice.valid) {
      setTried((times) => times + 1);
      return;
    }
    setBusy(true);
    const done = await reported(client.rotation.setDays({ id: row.id, days: choice.days }));
    setBusy(false);
    if (!done) return;
    closeDialog();
    toast('good', t('rotation:period.saved', { name: isolate(row.name) }));
  };

  return (
    <FormDialog title={t('rotation:period.title')} size="small" busy={busy} onSubmit={save}>
      <PeriodFields
        days={row.rotationDays}
        provider={t('rotation:period.byProviderBody', { days: formatDays(language, dueDays) })}
        usual={dueDays}
        tried={tried}
        onChange={setChoice}
      />
    </FormDialog>
  );
}
