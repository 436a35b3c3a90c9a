import { join } from 'node:path';
import { type ErrorCode, KeyfoldError } from '../../common/errors';
import { writeWhole } from '../base/files/atomic-write';
import { copyFile } from '../base/files/copy-pages';
import { type FolderSystem, privateFolder, realFolders, removeFolder, renameFolder } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { backupsIn, clearLeftovers, databaseIn, freeNameLike, nameFor, partOf, slotsIn } from './backups/folders';
import { openUnmigrated } from './database/open';
import type { VaultPaths } from './paths';
import { type VaultKeys, wipeKeys } from './slots/slots';
import { readSlots, slotsBytes } from './slots/slots-file';
import type { Slots } from './slots/slots-format';
import { findSlots } from './slots/slots-hash';
import type { Unwrap } from './slots/unwrap';
import { pendingSwitch } from './switch';

/**
 * Proves that a switch which was begun (`switch.ts`) belongs to this vault. Anybody who can write to the vault's folder
 * can make a folder `next`. But only the owner's own files open with the owner's password, and fit each other.
 */

/** What a proof found. `refused`: these files are not the vault, by what was typed; the error says why. */
export type Proof = { slots: Slots; keys: VaultKeys } | { refused: KeyfoldError };

/** With these errors the vault's own files may still open. Any other error says nothing about whose the files are. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'wrong-password',
  'wrong-recovery-key',
  'no-recovery-key',
  'vault-damaged',
  'vault-foreign',
  'vault-link',
  'vault-altered',
]);

/**
 * Opens the files of a begun switch where they are. Returns `null` if there is no switch. The caller wipes the keys.
 * Errors: those of {@link openUnmigrated} except for {@link refusals}, those of the file system.
 */
export async function provePending(paths: VaultPaths, unwrap: Unwrap): Promise<Proof | null> {
  const pending = pendingSwitch(paths);
  if (!pending) return null;
  let keys: VaultKeys | null = null;
  try {
    const slots = readSlots(pending.slots);
    keys = await unwrap(slots, pending.slots);
    const { database } = openUnmigrated(pending.database, keys.vaultKey, slots.vaultId);
    const fit = findSlots(database, slots).are === 'noted';
    database.close();
    if (!fit) throw new KeyfoldError({ code: 'vault-foreign', file: pending.slots });
    return { slots, keys };
  } catch (error) {
    if (keys) wipeKeys(keys);
    if (error instanceof KeyfoldError && refusals.has(error.error.code)) return { refused: error };
    throw error;
  }
}

const aboutTyped: ReadonlySet<ErrorCode> = new Set(['wrong-password', 'wrong-recovery-key', 'no-recovery-key']);

/** Returns the error to report if neither the switch nor the vault's own files were opened. */
export function unprovenError(refused: KeyfoldError, own: unknown): unknown {
  const typed = (error: unknown) => error instanceof KeyfoldError && aboutTyped.has(error.error.code);
  // If what was typed opened neither, the switch may still be the vault, and another try may open it.
  return typed(refused) && !typed(own) ? refused : own;
}

/**
 * Called before a restore replaces a switch that nobody has proven. If its database is in the vault's place already,
 * perhaps only its slots open that database. So both are copied into a backup. Errors: those of the file system.
 */
export async function keepUnproven(paths: VaultPaths, now: number, system: FolderSystem = realFolders): Promise<void> {
  const { folder, database } = paths;
  const pending = pendingSwitch(paths);
  if (pending?.database !== database || !isThere(database)) return;
  const slots = slotsOrNull(pending.slots);
  if (!slots) return;
  const backups = backupsIn(folder);
  privateFolder(backups, folder, system);
  clearLeftovers(backups, system);
  const whole = join(backups, freeNameLike(backups, nameFor('before-restore', now), system));
  const part = partOf(whole);
  try {
    system.mkdirSync(part, { mode: 0o700 });
    await copyFile(database, databaseIn(part), system);
    writeWhole(slotsIn(part), slotsBytes(slots), system);
    renameFolder(part, whole, backups, system);
  } catch (error) {
    removeFolder(part, system);
    throw error;
  }
}

function slotsOrNull(path: string): Slots | null {
  try {
    return readSlots(path);
  } catch (error) {
    // What can't be read opens nothing.
    if (error instanceof KeyfoldError) return null;
    throw error;
  }
}
