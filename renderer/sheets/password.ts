import { fieldLimits } from '../../common/keys/fields';

/** No master password is longer than this, so a longer text (a file pasted by mistake) is wrong without asking the vault. */
export function isPlausiblePassword(typed: string): boolean {
  return typed.normalize('NFC').length <= fieldLimits.password;
}
