import type { AppError, KeychainState } from '../../../common/errors';

/**
 * Whether an import that was refused goes on with the master password, and what there is to say of the last try; `null`: it
 * doesn't. `asked`: what the keychain had said, where the password has been asked for and typed already.
 */
export function asksPassword(
  error: AppError,
  asked: KeychainState | null,
): { keychain: KeychainState; error: AppError | null } | null {
  if (error.code === 'password-required') return { keychain: error.keychain, error: null };
  const wrong = error.code === 'wrong-password' || error.code === 'try-later';
  return wrong && asked !== null ? { keychain: asked, error } : null;
}
