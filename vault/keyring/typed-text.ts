import { fail } from '../../common/errors';
import { secretText } from '../../common/keys/text-bytes';

/** The text of a password or passphrase as it came from a sheet, UTF-8. Errors: `invalid-fields`, where it is none. */
export function typedText(password: Uint8Array): string {
  try {
    return secretText(password);
  } catch {
    return fail('invalid-fields', { issues: [{ field: 'password', problem: 'hidden-characters', severity: 'error' }] });
  }
}
