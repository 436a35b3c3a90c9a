import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Returns whether there is a vault in this folder, or anything else that a new vault would endanger. Follows no link: a
 * link has the name of one of the vault's files, and so is in the way. But what is no folder was never a switch. What is
 * only out of reach counts as there, and the lock screen says why it can't be reached: only a folder that truly isn't
 * there, or that can be read and has nothing of a vault in it, is a first start.
 */
export function vaultExists(folder: string): boolean {
  try {
    // A link is there even if it leads nowhere.
    if (!lstatSync(folder, { throwIfNoEntry: false })) return !existsSync(dirname(folder));
    const names = readdirSync(folder);
    const isSwitch = () => lstatSync(join(folder, 'next')).isDirectory();
    return names.includes('slots.json') || names.includes('vault.db') || (names.includes('next') && isSwitch());
  } catch {
    return true;
  }
}
