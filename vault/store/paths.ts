import { join } from 'node:path';

/** The files of a vault's folder. */
export interface VaultPaths {
  folder: string;
  slots: string;
  database: string;
  newDatabase: string;
}

/** The paths of the vault in this folder. */
export function pathsIn(folder: string): VaultPaths {
  const at = (name: string) => join(folder, name);
  return { folder, slots: at('slots.json'), database: at('vault.db'), newDatabase: at('vault.db.new') };
}
