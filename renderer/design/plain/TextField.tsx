import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx';
import { Field, type FieldProps } from './Field';

interface TextFieldProps
  extends FieldProps,
    Omit<ComponentProps<'input'>, keyof FieldProps | 'className' | 'id' | 'value' | 'onChange'> {
  /** Left out if only the input keeps its text and no state ever holds it (see PasswordField). */
  value?: string | undefined;
  onChange: (value: string) => void;
  /** For identifiers, in which each character counts. */
  mono?: boolean;
  /** A small control inside the right end of the input. */
  trailing?: ReactNode;
}

/**
 * A one-line text field. It has no spelling check and no suggestions: what is typed here is not prose, and nothing may
 * store it.
 */
export function TextField({
  label,
  hint,
  description,
  error,
  warning,
  notes,
  value,
  onChange,
  mono,
  trailing,
  ...rest
}: TextFieldProps) {
  return (
    <Field
      label={label}
      hint={hint}
      description={description}
      error={error}
      warning={warning}
      {...(notes ? { notes } : {})}
    >
      {(control) => (
        <div className="relative">
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            {...rest}
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={cx('field-input', mono && 'font-mono', Boolean(trailing) && 'pr-10')}
          />
          {trailing ? <div className="absolute top-0 right-1 flex h-8 items-center">{trailing}</div> : null}
        </div>
      )}
    </Field>
  );
}
