import type { ComponentProps } from 'react';
import { useT } from '../../i18n';
import { HiddenField } from './HiddenField';

interface PasswordFieldProps extends Omit<ComponentProps<typeof HiddenField>, 'show' | 'hide'> {
  /** What is typed here. It decides the words of the button that shows it. */
  what?: 'password' | 'secret';
}

/** A {@link HiddenField} with the words for its button. */
export function PasswordField({ what = 'password', ...rest }: PasswordFieldProps) {
  const t = useT();
  return (
    <HiddenField
      {...rest}
      show={what === 'password' ? t('common:showPassword') : t('common:showSecret')}
      hide={what === 'password' ? t('common:hidePassword') : t('common:hideSecret')}
    />
  );
}
