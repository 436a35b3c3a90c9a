import { cx } from '../cx';

interface SelectChoice<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  choices: readonly SelectChoice<Value>[];
  /** More choices, below the others and under headings. */
  groups?: readonly { label: string; choices: readonly SelectChoice<Value>[] }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}

const option = <Value extends string>({ value, label }: SelectChoice<Value>) => (
  <option key={value} value={value}>
    {label}
  </option>
);

/** A choice of many in a native list. Its label is for assistive technology and the pointer. */
export function Select<Value extends string>({
  label,
  choices,
  groups = [],
  value,
  onChange,
  className,
}: SelectProps<Value>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = [...choices, ...groups.flatMap((group) => group.choices)].find(
          (choice) => choice.value === event.target.value,
        );
        if (chosen) onChange(chosen.value);
      }}
      className={cx('field-input h-8 cursor-default truncate pr-6', className)}
    >
      {choices.map(option)}
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.choices.map(option)}
        </optgroup>
      ))}
    </select>
  );
}
