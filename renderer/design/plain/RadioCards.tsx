import { type ReactNode, useId } from 'react';
import { plainWords, Words } from '../../i18n/words';
import { cx } from '../cx';

export interface Choice<Value extends string> {
  value: Value;
  /** Cards show its isolated values so (see i18n/words). */
  label: string;
  /** One line below the label. Only cards show it. */
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

interface ChoiceProps<Value extends string> {
  label: string;
  /** The label is for assistive technology only. */
  labelHidden?: boolean;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of a few cards side by side. They are native radio buttons, so arrow keys and names work as everywhere. */
export function RadioCards<Value extends string>({
  label,
  labelHidden,
  choices,
  value,
  onChange,
  columns = 2,
}: ChoiceProps<Value> & { columns?: 1 | 2 }) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className={labelHidden ? 'sr-only' : 'mb-1.5 font-medium text-ink'}>{label}</legend>
      <div className={cx('grid gap-2', columns === 2 ? 'grid-cols-2' : 'grid-cols-1')}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'relative flex items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3 py-2.5 transition-colors duration-100 hover:bg-hover',
              'has-checked:chosen has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-checked:ring-inset',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent has-disabled:opacity-50',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
              aria-describedby={choice.description ? `${name}-${choice.value}` : undefined}
              aria-label={plainWords(choice.label)}
              className="absolute inset-0 m-0 size-full opacity-0"
            />
            {choice.icon ? <span className="mt-0.5 shrink-0 text-muted">{choice.icon}</span> : null}
            <span className="min-w-0">
              <span className="block font-medium break-words text-ink">
                <Words>{choice.label}</Words>
              </span>
              {choice.description ? (
                <span id={`${name}-${choice.value}`} className="block text-sm text-muted">
                  {choice.description}
                </span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A choice of a few short words in a row. */
export function Segmented<Value extends string>({ label, labelHidden, choices, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className={labelHidden ? 'sr-only' : 'mb-1 font-medium text-ink'}>{label}</legend>
      <div className="flex flex-wrap gap-0.5 self-start rounded-md border border-line bg-sunken p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'relative flex h-7 items-center gap-1.5 rounded-sm px-3 text-muted transition-colors duration-100 hover:text-ink',
              'has-checked:chosen has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-checked:ring-1 has-checked:ring-line-strong',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent has-disabled:opacity-50',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
              className="absolute inset-0 m-0 size-full opacity-0"
            />
            {choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
