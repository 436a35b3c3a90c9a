import type { KeychainState } from '../../../common/errors';
import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { errorWords, fieldLabel } from '../../i18n/words';
import { faultWords, type MasterPasswordField } from '../master-password';

/**
 * The field for the master password, which is shown if the keychain can't open the secret key by itself. It says why.
 */
export function MasterPassword({ field, keychain }: { field: MasterPasswordField; keychain: KeychainState }) {
  const t = useT();
  return (
    <div className="border-t border-line pt-4">
      <PasswordField
        ref={field.input}
        name="password"
        label={fieldLabel(t, 'password')}
        description={errorWords(t, { code: 'password-required', keychain })}
        error={faultWords(t, field.fault)}
        onChange={field.edited}
      />
    </div>
  );
}
