import { userInfo } from 'node:os';

const longest = 128;

/** The local user's name as the system knows it, for the log; empty where the system has none for this process. */
export function localUser(): string {
  try {
    // Line breaks and the like would only confuse those who read the log.
    return userInfo().username.replace(/\p{C}/gu, '').slice(0, longest);
  } catch {
    // No entry for this user id, in a container for example.
    return '';
  }
}
