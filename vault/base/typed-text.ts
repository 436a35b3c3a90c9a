import { fail } from '../../common/errors';
import { checkNewPassword, errorsOf, minimumPasswordLength } from '../../common/keys/fields';
import { secretText } from '../../common/keys/text-bytes';

/**
 * Returns the text of a password or passphrase as it came from a sheet, in UTF-8. Errors: `invalid-fields`, if the
 * bytes are no UTF-8 text.
 */
function typedText(password: Uint8Array): string {
  try {
    return secretText(password);
  } catch {
    return fail('invalid-fields', { issues: [{ field: 'password', problem: 'hidden-characters', severity: 'error' }] });
  }
}

/** Errors: `invalid-fields`, if a new password or passphrase breaks a rule. `least`: its fewest characters. */
export function refuseUnfit(password: Uint8Array, least = minimumPasswordLength): void {
  const issues = errorsOf(checkNewPassword(typedText(password), least));
  if (issues.length > 0) fail('invalid-fields', { issues });
}
