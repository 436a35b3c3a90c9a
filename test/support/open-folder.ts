import { type OpenedFolder, openWith } from '../../vault/store/folder';
import { byPassword } from '../../vault/store/slots/unwrap';

/**
 * Opens a vault's folder with its master password (UTF-8, NFC), as an unlock does, and does nothing more. The caller
 * closes it.
 */
export function openFolder(folder: string, password: Uint8Array): Promise<OpenedFolder> {
  return openWith(folder, byPassword(password));
}
