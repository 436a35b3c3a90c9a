import { fieldLimits } from '../../common/keys/fields';

/**
 * Returns whether a text can be a master password. If it is longer than any (a file pasted by mistake), it is wrong
 * without asking the vault.
 */
export function isPlausiblePassword(typed: string): boolean {
  return typed.normalize('NFC').length <= fieldLimits.password;
}
