import { CircleAlert } from 'lucide-react';
import { type Ref, useId } from 'react';

interface CheckboxProps {
  label: string;
  description?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Why its present state is not accepted. */
  error?: string | null;
  ref?: Ref<HTMLInputElement>;
}

/** A native check box with its words beside it. */
export function Checkbox({ label, description, checked, onChange, disabled, error, ref }: CheckboxProps) {
  const id = useId();
  const described = [description ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 items-start gap-2.5">
      <input
        ref={ref}
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="mt-0.75 size-3.5 shrink-0 cursor-default accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-ink">
          {label}
        </label>
        {description ? (
          <p id={`${id}-description`} className="text-sm text-muted">
            {description}
          </p>
        ) : null}
        <div aria-live="polite">
          {error ? (
            <p id={`${id}-error`} className="flex animate-appear items-start gap-1.5 text-sm text-danger-ink">
              <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />
              {error}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}
