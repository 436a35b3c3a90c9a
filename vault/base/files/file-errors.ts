import type { AppError } from '../../../common/errors';

/** Returns the system's code of a failed file operation (`ENOSPC`, …), or `null` for any other error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * Returns the error that a person sees for a failed file operation, or `null` if the error is not one of the file
 * system.
 */
export function fileError(error: unknown): AppError | null {
  const system = systemCode(error);
  if (system === null) return null;
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : '';
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
