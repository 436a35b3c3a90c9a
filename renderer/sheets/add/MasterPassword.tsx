import type { KeychainState } from '../../../common/errors';
import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { errorWords, fieldLabel, issueWords } from '../../i18n/words';
import type { AddForm } from './use-add-form';

/** Stands in the form where the keychain can't open the secret key by itself, and says why. */
export function MasterPassword({ form, keychain }: { form: AddForm; keychain: KeychainState }) {
  const t = useT();
  const error =
    form.passwordError === 'required'
      ? issueWords(t, { field: 'password', problem: 'required', severity: 'error' })
      : form.passwordError === 'wrong'
        ? t('errors:wrongPassword')
        : null;
  return (
    <div className="border-t border-line pt-4">
      <PasswordField
        ref={form.inputs.password}
        name="password"
        label={fieldLabel(t, 'password')}
        description={errorWords(t, { code: 'password-required', keychain })}
        error={error}
        onChange={() => form.editSecret('password')}
      />
    </div>
  );
}
