import type { SavePlace } from '../../common/control';
import { writeAtomically } from '../files/atomic-write';
import type { PlainValues } from '../keys/add';
import type { StoredKey } from '../keys/repository';
import { keysCsv } from './table/write';

/** The provider's own CSV of one key ({@link keysCsv}), for the caller to wipe. */
export function keyCsv(
  { profile, identityName, accessKeyId }: Pick<StoredKey, 'profile' | 'identityName' | 'accessKeyId'>,
  { secret }: PlainValues,
): Buffer {
  return keysCsv(profile, [{ identityName, accessKeyId, secret }]);
}

/**
 * Writes a private file (0600) at a path that the person chose in a dialog, replacing what is there as the dialog
 * asked. Wipes the bytes. Errors: those of the file system.
 */
export function saveFile({ path, part }: Extract<SavePlace, { part: string }>, bytes: Buffer): void {
  try {
    writeAtomically({ target: path, temporary: part, bytes, mode: 'replace' });
  } finally {
    bytes.fill(0);
  }
}
