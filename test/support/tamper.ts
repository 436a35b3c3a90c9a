import { passwordBytes } from '../../common/keys/text-bytes';
import type { VaultDatabase } from '../../vault/store/database/database';
import { wipeKeys } from '../../vault/store/slots/slots';
import { masterPassword } from './fake-keys';
import { openFolder } from './open-folder';

/** Opens a closed vault's database and changes it directly, as a person could who has its keys but not Keyfold. */
export async function tamper(folder: string, act: (database: VaultDatabase) => void): Promise<void> {
  const opened = await openFolder(folder, passwordBytes(masterPassword));
  try {
    act(opened.database);
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
}

/** Lets direct SQL change rows of the log. Otherwise the database refuses that. */
export function unguardLog(database: VaultDatabase): void {
  for (const name of ['updated', 'deleted', 'replaced']) database.run(`DROP TRIGGER IF EXISTS audit_is_not_${name}`);
}
