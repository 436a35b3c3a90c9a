import type { ComponentProps } from 'react';
import { cx } from '../cx';
import { Field, type FieldProps } from './Field';

interface TextAreaProps
  extends FieldProps,
    Omit<ComponentProps<'textarea'>, keyof FieldProps | 'className' | 'id' | 'value' | 'onChange'> {
  value: string;
  onChange: (value: string) => void;
  mono?: boolean;
}

/** A text field of several lines. It grows with its text up to a limit. */
export function TextArea({
  label,
  hint,
  description,
  error,
  warning,
  value,
  onChange,
  mono,
  rows = 2,
  ...rest
}: TextAreaProps) {
  return (
    <Field label={label} hint={hint} description={description} error={error} warning={warning}>
      {(control) => (
        <textarea
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...control}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={cx(
            'field-input field-sizing-content max-h-32 min-h-13 resize-none',
            mono && 'font-mono break-all',
          )}
        />
      )}
    </Field>
  );
}
