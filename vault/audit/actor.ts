import { userInfo } from 'node:os';

const longest = 128;

/**
 * Returns the local user's name as the system knows it, for the log. It is empty if the system has no name for this
 * process.
 */
export function localUser(): string {
  try {
    // Line breaks and other control characters would only confuse the readers of the log.
    return userInfo().username.replace(/\p{C}/gu, '').slice(0, longest);
  } catch {
    // There is no entry for this user id, for example in a container.
    return '';
  }
}
