import type { ComponentProps } from 'react';
import { useT } from '../../i18n';
import { HiddenField } from './HiddenField';

/** A {@link HiddenField} with the words of i18next. */
export function PasswordField(props: Omit<ComponentProps<typeof HiddenField>, 't'>) {
  return <HiddenField {...props} t={useT()} />;
}
