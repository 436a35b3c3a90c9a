import { useEffect, useRef, useState } from 'react';
import { rotationDayLimits } from '../../../../common/rotation';
import { RadioCards } from '../../../design/plain/RadioCards';
import { TextField } from '../../../design/plain/TextField';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';

type Choice = 'provider' | 'own' | 'never';
const { least, most } = rotationDayLimits;

/** A period as the fields have it. `days`: `null` as the provider advises, 0 never. */
export interface PeriodChoice {
  days: number | null;
  valid: boolean;
}

interface PeriodFieldsProps {
  /** The period that they begin with. */
  days: number | null;
  /** What the choice of the provider's own period says. */
  provider: string;
  /** The days that the field begins with. */
  usual: number;
  /** How often somebody tried to save a number that isn't valid. It is then said, and gets the focus. */
  tried: number;
  onChange: (choice: PeriodChoice) => void;
}

/** A choice of when keys are to be replaced: as the provider advises, after a number of days, or never. */
export function PeriodFields({ days, provider, usual, tried, onChange }: PeriodFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const [choice, setChoice] = useState<Choice>(days === null ? 'provider' : days ? 'own' : 'never');
  const [typed, setTyped] = useState(String(days || usual));
  const field = useRef<HTMLDivElement>(null);
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const valid = number >= least && number <= most;

  const tell = (wanted: Choice, text: string) => {
    setChoice(wanted);
    setTyped(text);
    const own = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
    onChange({
      days: { provider: null, own, never: 0 }[wanted],
      valid: wanted !== 'own' || (own >= least && own <= most),
    });
  };
  useEffect(() => {
    if (tried > 0) field.current?.querySelector<HTMLInputElement>('[aria-invalid]')?.focus();
  }, [tried]);

  return (
    <>
      <RadioCards
        label={t('rotation:period.choice')}
        columns={1}
        choices={[
          { value: 'provider', label: t('rotation:period.byProvider'), description: provider },
          { value: 'own', label: t('rotation:period.byOwn'), description: t('rotation:period.byOwnBody') },
          { value: 'never', label: t('rotation:period.byNever'), description: t('rotation:period.byNeverBody') },
        ]}
        value={choice}
        onChange={(wanted) => tell(wanted, typed)}
      />
      {choice === 'own' ? (
        <div ref={field}>
          <TextField
            label={t('rotation:period.days')}
            inputMode="numeric"
            maxLength={4}
            autoFocus
            value={typed}
            onChange={(text) => tell('own', text)}
            error={
              valid || (tried === 0 && typed === '')
                ? null
                : t('rotation:period.invalid', { least, most: formatNumber(language, most) })
            }
          />
        </div>
      ) : null}
    </>
  );
}
