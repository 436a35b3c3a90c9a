import { type RefObject, useRef, useState } from 'react';
import { type RecipientsProblem, readRecipients } from './recipients';

export interface RecipientsForm {
  field: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  type(typed: string): void;
  problem: RecipientsProblem | null;
  /** It was tried to export with them: every fault is said at once. */
  insisted: boolean;
  /** The recipients, where all of them can be; else the field says what is wrong and has the focus. */
  take(): string[] | null;
  /** Says at its line which of the recipients, counted from 1, the vault refused. */
  refuse(number: number): void;
}

/** The state of the field in which recipients are typed. They are public: state may hold them. */
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
