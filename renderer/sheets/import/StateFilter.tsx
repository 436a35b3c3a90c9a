import { useId } from 'react';
import { type ImportFilter, type ImportPlan, importStates } from '../../../common/transfer/import';
import { cx } from '../../design/cx';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';

const dots: Record<ImportFilter, string> = {
  new: 'bg-good',
  incomplete: 'bg-warning',
  unusual: 'bg-warning',
  same: 'bg-control',
  changed: 'bg-accent',
  'other-secret': 'bg-warning',
  'quota-full': 'bg-warning',
  'not-allowed': 'bg-warning',
  doubled: 'bg-control',
  invalid: 'bg-danger',
};

interface StateFilterProps {
  plan: ImportPlan;
  value: ImportFilter | null;
  onChange: (state: ImportFilter | null) => void;
}

/**
 * The states of the file's keys, each with its number. Choosing one lists only keys of that state. It uses native radio
 * buttons.
 */
export function StateFilter({ plan, value, onChange }: StateFilterProps) {
  const t = useT();
  const language = useLanguage();
  const name = useId();
  const there = importStates.filter((state) => plan.states[state] > 0);
  const chips = [
    { state: null, label: t('transfer:import.filters.all'), count: plan.total },
    ...there.map((state) => ({ state, label: t(`transfer:import.state.${state}`), count: plan.states[state] })),
    ...(plan.unusual.keys > 0
      ? [{ state: 'unusual' as const, label: t('transfer:import.filters.unusual'), count: plan.unusual.keys }]
      : []),
  ];
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('transfer:import.filter')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {chips.map(({ state, label, count }) => {
          const number = formatNumber(language, count);
          return (
            <label
              key={label}
              className={cx(
                'relative flex h-7 items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 text-ink transition-colors duration-100 hover:bg-hover',
                'has-checked:chosen has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-checked:ring-inset',
                'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
              )}
            >
              <input
                type="radio"
                name={name}
                checked={state === value}
                onChange={() => onChange(state)}
                aria-label={`${label} ${number}`}
                className="absolute inset-0 m-0 size-full opacity-0"
              />
              {state === null ? null : (
                <span aria-hidden className={cx('filled-dot size-2 rounded-full', dots[state])} />
              )}
              <span className="font-medium">{label}</span>
              <span className="text-sm text-muted tabular-nums">{number}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
