import type { ReactNode } from 'react';
import { Field } from '../../design/plain/Field';

interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface ListFieldProps<Value extends string> {
  label: string;
  description?: ReactNode;
  /** Groups with a title; a group without one stands by itself. */
  groups: readonly { title: string | null; choices: readonly Choice<Value>[] }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of many, with a visible label. */
export function ListField<Value extends string>({
  label,
  description,
  groups,
  value,
  onChange,
}: ListFieldProps<Value>) {
  const choices = groups.flatMap((group) => group.choices);
  const options = (of: readonly Choice<Value>[]) =>
    of.map((choice) => (
      <option key={choice.value} value={choice.value}>
        {choice.label}
      </option>
    ));
  return (
    <Field label={label} description={description}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
          className="field-input h-8 cursor-default truncate pr-6"
        >
          {groups.map((group) =>
            group.title === null ? (
              options(group.choices)
            ) : (
              <optgroup key={group.title} label={group.title}>
                {options(group.choices)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </Field>
  );
}
