import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../common/errors';
import { copyFile } from '../base/files/copy-pages';
import { isFolder, privateFolder, realFolders, removeFolder, renameFolder } from '../base/files/folder-system';
import { isThere, withRegularFile } from '../base/files/regular-file';
import { isInUse } from './database/open';
import { pathsIn } from './paths';
import { nextIn } from './switch';

/** Copies the vault or backup of another folder into a folder of its own, as it is, encrypted. */

const piece = 1024 * 1024;

/**
 * Copies a vault that nobody has open. `target` must not be there yet: the copy gets its name when it is complete and
 * was read back. What the original notes of failed unlocks is not copied, nor are its backups. Errors: `vault-in-use`,
 * `vault-unsettled`, `vault-exists`, `vault-foreign` if one of the files is a link, those of the file system.
 */
export async function copyVault(folder: string, target: string): Promise<void> {
  const from = pathsIn(folder);
  if (isInUse(from.database)) fail('vault-in-use', {});
  // Two vaults are there in one, and only its password tells which of both counts.
  if (isFolder(nextIn(folder))) fail('vault-unsettled', {});
  const parent = dirname(target);
  privateFolder(parent, dirname(parent));
  if (isThere(target)) fail('vault-exists', { folder: target });
  const part = `${target}.part`;
  removeFolder(part);
  realFolders.mkdirSync(part, { mode: 0o700 });
  try {
    const to = pathsIn(part);
    await copyWhole(from.database, to.database);
    await copyWhole(from.slots, to.slots);
    // There is a journal if Keyfold was killed while it wrote. SQLite undoes with it what was half done.
    const journal = `${from.database}-journal`;
    if (isThere(journal)) await copyWhole(journal, join(part, 'vault.db-journal'));
    if (isInUse(from.database)) fail('vault-in-use', {});
    renameFolder(part, target, parent);
  } catch (error) {
    removeFolder(part);
    throw error;
  }
}

/** Errors: `vault-foreign` if it isn't a regular file, `io` if what was written isn't what was read. */
async function copyWhole(from: string, to: string): Promise<void> {
  withRegularFile(from, 'read', () => null);
  await copyFile(from, to);
  const same = withRegularFile(from, 'read', (one, size) =>
    withRegularFile(to, 'read', (other, copied) => size === copied && sameBytes(one, other, size)),
  );
  if (!same) fail('io', { path: to, system: 'EIO' });
}

function sameBytes(one: number, other: number, size: number): boolean {
  const [first, second] = [Buffer.alloc(piece), Buffer.alloc(piece)];
  for (let at = 0; at < size; at += piece) {
    const length = Math.min(piece, size - at);
    fs.readSync(one, first, 0, length, at);
    fs.readSync(other, second, 0, length, at);
    if (!first.subarray(0, length).equals(second.subarray(0, length))) return false;
  }
  return true;
}
