import { createHash } from 'node:crypto';
import type { VaultDatabase } from '../../../vault/store/database/database';

/** A refusal is written down, wrong passwords are counted, and the clock is looked at; everything else is content. */
const notContent = ['audit', 'attempt', 'meta'];

/** A digest of all content of a vault. */
export function contentHash(database: VaultDatabase): string {
  const hash = createHash('sha256');
  const tables = database.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  for (const { name } of tables) {
    if (notContent.includes(name)) continue;
    hash.update(`${name}\n`);
    for (const row of database.all<object>(`SELECT * FROM "${name}"`)) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
