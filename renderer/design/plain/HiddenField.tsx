import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { IconButton } from './IconButton';
import { TextField } from './TextField';

interface HiddenFieldProps
  extends Omit<ComponentProps<typeof TextField>, 'trailing' | 'type' | 'value' | 'defaultValue'> {
  /** The words of the button that shows and hides the text. */
  show: string;
  hide: string;
}

/**
 * A field that hides its text until the person asks to see it. Only the input keeps the text, and its owner reads it
 * through `ref`. As a `value`, React would keep it in its state and write it into the page as an attribute.
 */
export function HiddenField({ show, hide, ...rest }: HiddenFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
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
