import type { AppError, KeychainState } from '../../../common/errors';

/**
 * Returns whether a refused import goes on with the master password, and what to say about the last try; `null`: it
 * doesn't. `asked` is what the keychain said, if the password has already been asked for and typed.
 */
export function asksPassword(
  error: AppError,
  asked: KeychainState | null,
): { keychain: KeychainState; error: AppError | null } | null {
  if (error.code === 'password-required') return { keychain: error.keychain, error: null };
  const wrong = error.code === 'wrong-password' || error.code === 'try-later';
  return wrong && asked !== null ? { keychain: asked, error } : null;
}
