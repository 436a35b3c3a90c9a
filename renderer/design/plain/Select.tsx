import { cx } from '../cx';

export interface SelectProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}

/** A choice of many in a native list. Its label is for assistive technology and the pointer. */
export function Select<Value extends string>({ label, choices, value, onChange, className }: SelectProps<Value>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
      className={cx('field-input h-8 cursor-default truncate pr-6', className)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
