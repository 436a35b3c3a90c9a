import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import type { Translate } from '../../i18n/catalogue';
import { IconButton } from './IconButton';
import { TextField } from './TextField';
import { type HiddenNote, useTypedNotes } from './use-typed-notes';

interface HiddenFieldProps
  extends Omit<
    ComponentProps<typeof TextField>,
    'trailing' | 'type' | 'value' | 'defaultValue' | 'notes' | 'onKeyDown' | 'onKeyUp' | 'onMouseDown' | 'onPaste'
  > {
  t: Translate;
  /** What is typed here. It decides the words, and whether blanks at its ends count. */
  what?: 'password' | 'secret';
}

const noteWords: Record<HiddenNote, (t: Translate) => string> = {
  'caps-lock': (t) => t('fields:typed.capsLock'),
  'line-ends': (t) => t('fields:typed.lineEnds'),
  'blank-first': (t) => t('fields:typed.blankFirst'),
  'blank-last': (t) => t('fields:typed.blankLast'),
  unseen: (t) => t('fields:typed.unseen'),
};

/**
 * A field that hides its text until the person asks to see it, and says what can't be seen: Caps Lock, a blank at an
 * end, characters without a picture. Only the input keeps the text, and its owner reads it through `ref`. As a `value`,
 * React would keep it in its state and write it into the page as an attribute.
 */
export function HiddenField({ t, what = 'password', onBlur, ...rest }: HiddenFieldProps) {
  const [shown, setShown] = useState(false);
  const { notes, onBlur: left, ...watch } = useTypedNotes(what === 'password');
  const show = what === 'password' ? t('common:showPassword') : t('common:showSecret');
  const hide = what === 'password' ? t('common:hidePassword') : t('common:hideSecret');
  return (
    <TextField
      {...rest}
      {...watch}
      onBlur={(event) => {
        left(event);
        onBlur?.(event);
      }}
      notes={notes.map((note) => noteWords[note](t))}
      type={shown ? 'text' : 'password'}
      trailing={
        <IconButton
          size="small"
          label={shown ? hide : show}
          // This keeps the text cursor where it was.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setShown(!shown)}
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        />
      }
    />
  );
}
