import { Banner } from '../../design/plain/Banner';
import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { errorWords } from '../../i18n/words';
import { faultWords } from '../master-password';
import type { OwnerForm } from './use-owner';

/** The field for the present master password, and the wait after too many wrong ones. */
export function OwnerField({ owner: { field, wait }, label }: { owner: OwnerForm; label: string }) {
  const t = useT();
  return (
    <>
      <PasswordField
        ref={field.input}
        name="current-password"
        label={label}
        autoFocus
        error={wait === 0 ? faultWords(t, field.fault, label) : null}
        onChange={field.edited}
      />
      {wait > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait })}</Banner> : null}
    </>
  );
}
