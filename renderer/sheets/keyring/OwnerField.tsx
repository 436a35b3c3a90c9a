import { Banner } from '../../design/plain/Banner';
import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { errorWords, issueWords } from '../../i18n/words';
import type { OwnerForm } from './use-owner';

/** The field for the present master password, and the wait after too many wrong ones. */
export function OwnerField({ owner, label }: { owner: OwnerForm; label: string }) {
  const t = useT();
  const { problem, wait } = owner;
  const error =
    problem === 'required'
      ? issueWords(t, { field: 'password', problem, severity: 'error' }, label)
      : problem && errorWords(t, { code: problem });
  return (
    <>
      <PasswordField
        ref={owner.input}
        name="current-password"
        label={label}
        autoFocus
        error={wait === 0 ? error : null}
        onChange={owner.edited}
      />
      {wait > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait })}</Banner> : null}
    </>
  );
}
