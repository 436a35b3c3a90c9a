import { type RefObject, useRef, useState } from 'react';
import { type RecipientsProblem, readRecipients } from './recipients';

export interface RecipientsForm {
  field: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  type(typed: string): void;
  problem: RecipientsProblem | null;
  /** The person tried to export, so every fault is shown at once. */
  insisted: boolean;
  /**
   * Returns the recipients if all of them are valid; else `null`, and the field says what is wrong and gets the focus.
   */
  take(): string[] | null;
  /** Says at the recipient's line that the vault refused it. `number` counts from 1. */
  refuse(number: number): void;
}

/** The state of the field for recipients. Recipients are public, so state may hold them. */
export function useRecipients(): RecipientsForm {
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  const [insisted, setInsisted] = useState(false);
  const [refused, setRefused] = useState<RecipientsProblem | null>(null);
  const { recipients, lines, problem } = readRecipients(typed);
  return {
    field,
    typed,
    type(text) {
      setTyped(text);
      setRefused(null);
      setInsisted(false);
    },
    problem: problem ?? refused,
    insisted,
    take() {
      setInsisted(true);
      if (!problem) return recipients;
      field.current?.focus();
      return null;
    },
    refuse(number) {
      setRefused({ kind: 'bad-line', line: lines[number - 1] ?? number });
      setInsisted(true);
      field.current?.focus();
    },
  };
}
