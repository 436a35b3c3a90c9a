import type { AppError } from './errors';

/** Returns the system's code of a failed file operation (`ENOSPC`, …), or `null` for any other error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * Returns the error that a person sees for a failed file operation, or `null` if the error is not one of the file
 * system. `usual` is the path that is named if the system's error names none: calls on an open file don't.
 */
export function fileError(error: unknown, usual: string): AppError | null {
  const system = systemCode(error);
  if (system === null) return null;
  const named = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : '';
  const path = named === '' ? usual : named;
  switch (system) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full' };
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission', path };
    case 'EROFS':
      return { code: 'read-only', path };
    default:
      return { code: 'io', path, system };
  }
}

/** Runs calls on an open file. If one fails, its error names this path. */
export function naming<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && systemCode(error) !== null && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}
