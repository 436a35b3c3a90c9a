import type { SavePlace } from '../../../common/control';
import { fail } from '../../../common/errors';
import { systemCode } from '../../../common/system-errors';
import { writeAtomically } from './atomic-write';
import { isThere } from './regular-file';

/**
 * Writes a private file (0600) at a path that the person chose in a dialog. An existing file is replaced, because the
 * dialog has asked about that. Wipes the bytes. Errors: those of the file system.
 */
export function saveFile({ path, part }: Extract<SavePlace, { part: string }>, bytes: Buffer): void {
  try {
    writeAtomically({ target: path, temporary: part, bytes, mode: 'replace' });
  } finally {
    bytes.fill(0);
  }
}

/**
 * Writes a new private file as {@link saveFile} does, but never replaces another. Errors also: `tool-file` (`exists`).
 */
export function saveNewFile({ path, part }: Extract<SavePlace, { part: string }>, bytes: Buffer): void {
  try {
    refuseTaken(path);
    writeAtomically({ target: path, temporary: part, bytes, mode: 'create' });
  } catch (error) {
    if (systemCode(error) === 'EEXIST') fail('tool-file', { problem: 'exists' });
    throw error;
  } finally {
    bytes.fill(0);
  }
}

/** Errors: `tool-file` (`exists`), if something has this name. */
export function refuseTaken(path: string): void {
  if (isThere(path)) fail('tool-file', { problem: 'exists' });
}
