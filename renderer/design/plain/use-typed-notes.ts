import {
  type ClipboardEvent,
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type TypedNote, typedNotes } from '../../../common/keys/typed';

/** What is said beside a hidden field. */
export type HiddenNote = TypedNote | 'caps-lock' | 'line-ends';

/** Milliseconds after which a blank at the end is no longer the one between two words. */
const pause = 600;

/**
 * Watches what is typed into a hidden field, and returns what the person can't see of it. Nothing here keeps the text.
 * With `blanks`, blanks and unseen characters count, since they make it another password.
 */
export function useTypedNotes(blanks: boolean) {
  const [capsLock, setCapsLock] = useState(false);
  const [lineEnds, setLineEnds] = useState(false);
  const [notes, setNotes] = useState<readonly TypedNote[]>([]);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = (input: HTMLInputElement, settled: boolean) => {
    if (!blanks) return;
    clearTimeout(timer.current);
    const found = typedNotes(input.value);
    if (input.value === '') setLineEnds(false);
    setNotes(settled ? found : found.filter((note) => note !== 'blank-last'));
    if (!settled && found.includes('blank-last')) {
      timer.current = window.setTimeout(() => setNotes(typedNotes(input.value)), pause);
    }
  };
  const lookAtLock = (event: KeyboardEvent | MouseEvent) => setCapsLock(event.getModifierState('CapsLock'));

  const said: HiddenNote[] = [...notes];
  if (lineEnds) said.unshift('line-ends');
  if (capsLock) said.unshift('caps-lock');
  return {
    notes: said,
    onInput: (event: FormEvent<HTMLInputElement>) => look(event.currentTarget, false),
    onPaste(event: ClipboardEvent<HTMLInputElement>) {
      const { currentTarget: input } = event;
      // The field drops them without a word.
      setLineEnds(blanks && /[\r\n]/.test(event.clipboardData.getData('text')));
      // The text is in the field only after this event.
      setTimeout(() => look(input, true));
    },
    onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
      lookAtLock(event);
      if (event.key === 'Enter') look(event.currentTarget, true);
    },
    onKeyUp: lookAtLock,
    onMouseDown: lookAtLock,
    onBlur(event: FocusEvent<HTMLInputElement>) {
      // While another field or another program has the keyboard, nobody knows how the lock is.
      setCapsLock(false);
      look(event.currentTarget, true);
    },
  };
}
