import { join } from 'node:path';
import { fail } from '../../common/errors';
import { chainKey } from '../audit/chain';
import { createAuditLog } from '../audit/log';
import { removeIfThere, syncFolder, writeWhole } from '../base/files/atomic-write';
import { copyFile } from '../base/files/copy-pages';
import { type FolderSystem, realFolders } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';
import { backupsIn, databaseIn, findBackup, nameFor, slotsIn } from '../store/backups/folders';
import { checkTables } from '../store/backups/verify';
import { isInUse, openDatabase } from '../store/database/open';
import { markHash } from '../store/mark';
import { pathsIn, type VaultPaths } from '../store/paths';
import type { VaultKeys } from '../store/slots/slots';
import { wipeKeys } from '../store/slots/slots';
import { readSlots, slotsBytes } from '../store/slots/slots-file';
import type { Slots } from '../store/slots/slots-format';
import { noteSlots } from '../store/slots/slots-hash';
import type { Unwrap } from '../store/slots/unwrap';
import { beginSwitch, commitSwitch, dropSwitch, finishSwitch } from '../store/switch';

export interface RestoreNeeds {
  /** The vault's folder. */
  folder: string;
  /** Which backup. */
  name: string;
  /** Opens the backup's own slots. */
  unwrap: Unwrap;
  /** The mark that is kept of the present vault, which this is a wanted step back behind. */
  mark: Uint8Array | null;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
  system?: FolderSystem;
}

/**
 * Puts a backup in the vault's place. It is copied, opened, read through and told in its own log that it was restored;
 * then the copy takes the vault's place, and what stood there becomes a backup in the same step, whatever is left of it
 * (`switch.ts`). An error or a crash before that leaves the vault as it was, a crash after it is finished by the
 * next unlock. Errors: `backup-gone`, those of `unwrap`, `vault-in-use`, `vault-damaged`, `vault-foreign`, `vault-newer`,
 * those of the file system.
 */
export async function restoreBackup(needs: RestoreNeeds): Promise<void> {
  const { folder, name, unwrap, now, system = realFolders } = needs;
  const paths = pathsIn(folder);
  // Something that was to take the vault's place before: it is the vault.
  finishSwitch(paths, system);
  const backup = findBackup(folder, name) ?? fail('backup-gone', {});
  if (isThere(paths.database) && isInUse(paths.database)) fail('vault-in-use', {});
  const from = join(backupsIn(folder), name);
  const slots = readSlots(slotsIn(from));
  const keys = await unwrap(slots, slotsIn(from));
  try {
    const part = beginSwitch(folder, system);
    await copyFile(databaseIn(from), databaseIn(part), system);
    // Set aside from a vault that had been killed while it wrote.
    const journal = `${databaseIn(from)}-journal`;
    if (isThere(journal)) await copyFile(journal, `${databaseIn(part)}-journal`, system);
    await prepare(databaseIn(part), databaseIn(from), slots, keys, { ...needs, from: backup });
    writeWhole(slotsIn(part), slotsBytes(slots), system);
    setAside(paths, part, now, system);
    commitSwitch(folder, system);
  } catch (error) {
    dropSwitch(folder, system);
    throw error;
  } finally {
    wipeKeys(keys);
  }
  try {
    finishSwitch(paths, system);
  } catch (error) {
    // It has happened all the same: whoever opens the vault next, as the caller does, goes on from here.
    reportFailure('switch', error);
  }
}

/** Opens the copy, reads it through, and writes into it what is to be known of the restore. */
async function prepare(
  file: string,
  original: string,
  slots: Slots,
  { vaultKey }: VaultKeys,
  { from, mark, actor, now }: RestoreNeeds & { from: { at: number; kind: AuditKind } },
): Promise<void> {
  const database = openDatabase(file, vaultKey, slots.vaultId);
  const key = chainKey(vaultKey, slots.vaultId);
  try {
    // The backup's own name: a person looks for that file, not for the copy.
    await checkTables(database, original);
    const audit = createAuditLog({ database, key, actor, now: () => now });
    database.write(() => {
      database.run('UPDATE meta SET accepted_mark = ?, step_back = NULL', mark && markHash(mark));
      noteSlots(database, slots);
      audit.append({ action: 'restore', facts: { backup: from.kind, from: from.at } });
    });
  } finally {
    key.fill(0);
    database.close();
  }
}

type AuditKind = NonNullable<ReturnType<typeof findBackup>>['kind'];

/**
 * Has what stands in the vault's place come along in the folder of the switch, to become a backup with it: file by file, as
 * far as there is anything and without looking into it. The files stay where they are as well, so a backup before that
 * step would be the vault itself under another name. Errors: those of the file system.
 */
function setAside({ slots, database }: VaultPaths, next: string, now: number, system: FolderSystem): void {
  const files = { 'vault.db': database, 'vault.db-journal': `${database}-journal`, 'slots.json': slots };
  const present = Object.entries(files).filter(([, path]) => isThere(path));
  if (present.length === 0) return;
  const aside = join(next, nameFor('before-restore', now));
  system.mkdirSync(aside, { mode: 0o700 });
  for (const [name, path] of present) {
    const to = join(aside, name);
    try {
      // No second copy: it needs no room on a full disk, and is whole at once.
      system.linkSync(path, to);
    } catch {
      removeIfThere(to, system);
      system.copyFileSync(path, to);
      const copied = system.openSync(to, 'r');
      try {
        system.fsyncSync(copied);
      } finally {
        system.closeSync(copied);
      }
    }
  }
  syncFolder(aside, system);
}
