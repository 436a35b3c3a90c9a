import { type RefObject, useRef, useState } from 'react';

export interface ReceiverForm {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  type(typed: string): void;
  /** The person tried to go on without saying who it is for. */
  missing: boolean;
  /** Returns whom the keys are for; else `null`, and the field says what is missing and gets the focus. */
  take(): string | null;
}

/** The state of the field that says who gets the keys. `required`: without it nothing is given. */
export function useReceiver(required: boolean): ReceiverForm {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [insisted, setInsisted] = useState(false);
  const isEmpty = typed.trim() === '';
  return {
    field,
    typed,
    type: setTyped,
    missing: required && insisted && isEmpty,
    take() {
      setInsisted(true);
      if (!required || !isEmpty) return typed.trim();
      field.current?.focus();
      return null;
    },
  };
}
