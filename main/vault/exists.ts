import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns whether there is anything in the vault's folder that a new vault would endanger. Follows no link: a link has
 * the name of one of the vault's files, and so is in the way. But what is no folder was never a switch.
 */
export function vaultExists(folder: string): boolean {
  try {
    const kindOf = (name: string) => lstatSync(join(folder, name), { throwIfNoEntry: false });
    return !!kindOf('slots.json') || !!kindOf('vault.db') || kindOf('next')?.isDirectory() === true;
  } catch {
    // Nobody may look into the folder. Making a vault there fails with words that say so.
    return false;
  }
}
