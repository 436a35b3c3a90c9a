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

/**
 * Lets direct SQL change rows of the log, which the database refuses otherwise. Afterwards the schema is as it was:
 * Keyfold opens no other.
 */
export function unguarded(database: VaultDatabase, act: () => void): void {
  const guards = database.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'audit_is_not_*'",
  );
  for (const { name } of guards) database.run(`DROP TRIGGER ${name}`);
  act();
  for (const { sql } of guards) database.run(sql);
}
