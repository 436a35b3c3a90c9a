import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../cx';
import { fieldFrame } from './use-message-in-sight';

/** What every field shows around its control. */
export interface FieldProps {
  label: string;
  /** A word beside the label, such as “Optional”. */
  hint?: string | undefined;
  description?: ReactNode;
  /** Why the value can't be used. It marks the control as invalid. */
  error?: string | null | undefined;
  /**
   * Something that the person should check. The value can be used all the same, so the control isn't marked as invalid.
   */
  warning?: string | null | undefined;
  /** More that the person may not know of what is typed. It stands beside any message. */
  notes?: readonly string[];
}

interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FrameProps extends FieldProps {
  children: (control: ControlProps) => ReactNode;
}

/** Label, control, description and message of a field, tied together for assistive technology. */
export function Field({ label, hint, description, error, warning, notes = [], children }: FrameProps) {
  const id = useId();
  const message = error || warning;
  const described = [
    description ? `${id}-description` : '',
    message ? `${id}-message` : '',
    notes.length > 0 ? `${id}-notes` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const frame = useRef<HTMLDivElement>(null);
  // The message is below its control and may be out of sight while the control is not. It is scrolled into view when it
  // appears at the field that has the focus, and when the focus comes to a field with a message. This waits for a
  // frame, since the focus itself scrolls to the control.
  const showMessage = () => requestAnimationFrame(() => frame.current?.scrollIntoView({ block: 'nearest' }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: when there is another message.
  useEffect(() => {
    if (error && frame.current?.contains(document.activeElement)) showMessage();
  }, [error]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the control inside has the focus.
    <div ref={frame} {...fieldFrame} onFocus={error ? showMessage : undefined} className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {hint ? <span className="text-sm text-faint">{hint}</span> : null}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {description ? (
        <p id={`${id}-description`} className="text-sm text-muted">
          {description}
        </p>
      ) : null}
      {/* This element is always there, so that a message that appears while the person types is announced. */}
      <div aria-live="polite">
        {message ? (
          <p
            id={`${id}-message`}
            className={cx(
              'flex animate-appear items-start gap-1.5 text-sm',
              error ? 'text-danger-ink' : 'text-warning-ink',
            )}
          >
            {error ? (
              <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />
            ) : (
              <TriangleAlert size={14} className="mt-px shrink-0" aria-hidden />
            )}
            <span className="min-w-0 break-words">{message}</span>
          </p>
        ) : null}
        {notes.length > 0 ? (
          <ul id={`${id}-notes`} className="flex flex-col">
            {notes.map((note) => (
              <li key={note} className="flex animate-appear items-start gap-1.5 text-sm text-warning-ink">
                <TriangleAlert size={14} className="mt-px shrink-0" aria-hidden />
                <span className="min-w-0 break-words">{note}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
