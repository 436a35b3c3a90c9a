import Papa from 'papaparse';
import type { SavePlace } from '../../common/control';
import { secretText } from '../../common/keys/text-bytes';
import { profileOf } from '../../common/providers';
import { writeAtomically } from '../files/atomic-write';
import type { PlainValues } from '../keys/add';
import type { StoredKey } from '../keys/repository';

/**
 * The provider's own CSV of one key, UTF-8 with CRLF. Values stand in it as they are, quoted where CSV needs it: tools
 * read this file, and a secret that begins with `+` or `=` must come back as it was.
 */
export function keyCsv(key: Pick<StoredKey, 'profile' | 'identityName' | 'accessKeyId'>, plain: PlainValues): Buffer {
  const { user, accessKeyId, secret } = profileOf(key.profile).csv.columns;
  const columns: [string, string][] = [
    [accessKeyId, key.accessKeyId],
    [secret, secretText(plain.secret)],
  ];
  if (user !== null) columns.unshift([user, key.identityName]);
  const table = [columns.map(([title]) => title), columns.map(([, value]) => value)];
  return Buffer.from(`${Papa.unparse(table, { newline: '\r\n', escapeFormulae: false })}\r\n`, 'utf8');
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
