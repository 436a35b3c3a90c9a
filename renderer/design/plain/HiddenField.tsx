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
 * A field whose text is hidden until the person asks to see it. The input alone keeps the text, and its owner reads it
 * through `ref`: as a `value`, React would hold it in its state and write it into the page as an attribute.
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
          // Keeps the caret where it was.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setShown(!shown)}
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        />
      }
    />
  );
}
