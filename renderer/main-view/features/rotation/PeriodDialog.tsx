import { useRef, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { providerOf } from '../../../../common/providers';
import { rotationDayLimits } from '../../../../common/rotation';
import { RadioCards } from '../../../design/plain/RadioCards';
import { TextField } from '../../../design/plain/TextField';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatDays, formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { FormDialog } from '../../FormDialog';
import { reported } from '../../report';
import { closeDialog } from '../../ui';

type Choice = 'provider' | 'own' | 'never';
const { least, most } = rotationDayLimits;

/** Asks when a key is to be replaced: as its provider advises, after a number of days, or never. */
export function PeriodDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const { dueDays } = providerOf(row.provider).rotation;
  const [choice, setChoice] = useState<Choice>(
    row.rotationDays === null ? 'provider' : row.rotationDays ? 'own' : 'never',
  );
  const [days, setDays] = useState(String(row.rotationDays || dueDays));
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLDivElement>(null);

  const typed = /^\d{1,4}$/.test(days.trim()) ? Number(days) : Number.NaN;
  const valid = typed >= least && typed <= most;

  const save = async () => {
    if (busy) return;
    if (choice === 'own' && !valid) {
      setTried(true);
      field.current?.querySelector('input')?.focus();
      return;
    }
    setBusy(true);
    const chosen = { provider: null, own: typed, never: 0 }[choice];
    const done = await reported(client.rotation.setDays({ id: row.id, days: chosen }));
    setBusy(false);
    if (!done) return;
    closeDialog();
    toast('good', t('rotation:period.saved', { name: isolate(row.name) }));
  };

  return (
    <FormDialog title={t('rotation:period.title')} size="small" busy={busy} onSubmit={save}>
      <RadioCards
        label={t('rotation:period.choice')}
        columns={1}
        choices={[
          {
            value: 'provider',
            label: t('rotation:period.byProvider'),
            description: t('rotation:period.byProviderBody', { days: formatDays(language, dueDays) }),
          },
          { value: 'own', label: t('rotation:period.byOwn'), description: t('rotation:period.byOwnBody') },
          { value: 'never', label: t('rotation:period.byNever'), description: t('rotation:period.byNeverBody') },
        ]}
        value={choice}
        onChange={setChoice}
      />
      {choice === 'own' ? (
        <div ref={field}>
          <TextField
            label={t('rotation:period.days')}
            inputMode="numeric"
            maxLength={4}
            autoFocus
            value={days}
            onChange={setDays}
            error={
              valid || (!tried && days === '')
                ? null
                : t('rotation:period.invalid', { least, most: formatNumber(language, most) })
            }
          />
        </div>
      ) : null}
    </FormDialog>
  );
}
