import { join } from 'node:path';
import { fail } from '../../common/errors';
import { chainKey } from '../audit/chain';
import { createAuditLog } from '../audit/log';
import { removeIfThere, syncFolder, writeWhole } from '../base/files/atomic-write';
import { copyFile } from '../base/files/copy-pages';
import { type FolderSystem, realFolders, removeFolder } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';
import { keepBinnedFrom } from '../keys/bin';
import { backupsIn, databaseIn, findBackup, nameFor, slotsIn } from '../store/backups/folders';
import { checkTables } from '../store/backups/verify';
import type { Writer } from '../store/database/database';
import { unlinkStrange } from '../store/database/journal';
import { isInUse, openDatabase } from '../store/database/open';
import { acceptedMark, type KeptMark } from '../store/mark';
import { pathsIn, type VaultPaths } from '../store/paths';
import { keepUnproven, provePending } from '../store/pending';
import type { VaultKeys } from '../store/slots/slots';
import { wipeKeys } from '../store/slots/slots';
import { readSlots, slotsBytes } from '../store/slots/slots-file';
import type { Slots } from '../store/slots/slots-format';
import { noteSlots } from '../store/slots/slots-hash';
import type { Unwrap } from '../store/slots/unwrap';
import { beginSwitch, commitSwitch, dropSwitch, finishSwitch } from '../store/switch';
import { carryOver, closePresent, lostRows, openPresent, type PresentPasswords, type PresentVault } from './carry-over';
import type { ResealAuthenticator } from './rekey/rebuild';

export interface RestoreNeeds {
  /** The vault's folder. */
  folder: string;
  /** The name of the backup. */
  name: string;
  /** Opens the backup's own slots. */
  unwrap: Unwrap;
  /** What may open the vault in place. */
  passwords: PresentPasswords;
  /** Seals the authenticator app's key again, for a vault with another key. */
  resealAuthenticator: ResealAuthenticator;
  /** The mark that is kept of the present vault. The restore is a wanted step back behind this mark. */
  mark: KeptMark;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
  system?: FolderSystem;
}

/**
 * Puts a backup in the vault's place. The backup is copied, and the copy is opened and read through. Its own log gets a
 * row that it was restored, and that says what its log lacks. What guards the vault in place, and which secrets were
 * shown there, holds in the copy too (`carry-over.ts`). Then the copy takes the vault's place. In the same step the
 * files that were there become a backup, even if some are missing (`switch.ts`). After an error or a crash before that
 * step, the vault is as it was. After a crash behind it, an unlock with the backup's password finishes the restore. If
 * neither file was moved by then, an unlock with the vault's own password undoes it. Errors: `backup-gone`, those of `unwrap`, `present-password`,
 * `vault-in-use`, `vault-damaged`, `vault-foreign`, `vault-altered`, `vault-newer`, those of the file system.
 */
export async function restoreBackup(needs: RestoreNeeds): Promise<void> {
  const { folder, name, unwrap, passwords, now, system = realFolders } = needs;
  const paths = pathsIn(folder);
  unlinkStrange(paths.database);
  // If a former switch is not finished and belongs to this vault, its files are the vault.
  const pending = await provePending(paths, unwrap);
  if (pending && 'keys' in pending) {
    wipeKeys(pending.keys);
    finishSwitch(paths, system);
  }
  const backup = findBackup(folder, name) ?? fail('backup-gone', {});
  if (isThere(paths.database) && isInUse(paths.database)) fail('vault-in-use', {});
  const from = join(backupsIn(folder), name);
  const slots = readSlots(slotsIn(from));
  const keys = await unwrap(slots, slotsIn(from));
  let present: PresentVault | null = null;
  try {
    const hadOne = isThere(paths.database);
    const part = beginSwitch(folder, system);
    const scratch = join(part, 'present');
    present = await openPresent(paths, { slots, vaultKey: keys.vaultKey }, passwords, scratch, system);
    await copyFile(databaseIn(from), databaseIn(part), system);
    // There is a journal if the vault was killed while it wrote, and was then set aside.
    const journal = `${databaseIn(from)}-journal`;
    if (isThere(journal)) await copyFile(journal, `${databaseIn(part)}-journal`, system);
    await prepare(databaseIn(part), databaseIn(from), slots, keys, { ...needs, from: backup, present, hadOne });
    closePresent(present);
    present = null;
    removeFolder(scratch, system);
    writeWhole(slotsIn(part), slotsBytes(slots), system);
    await keepUnproven(paths, now, system);
    setAside(paths, part, now, system);
    commitSwitch(folder, system);
  } catch (error) {
    dropSwitch(folder, system);
    throw error;
  } finally {
    closePresent(present);
    wipeKeys(keys);
  }
  try {
    finishSwitch(paths, system);
  } catch (error) {
    // The switch has happened all the same. The next one who opens the vault, as the caller does, continues from here.
    reportFailure('switch', error);
  }
}

/** Opens the copy, reads it through, and writes into it what must be known of the restore. */
async function prepare(
  file: string,
  original: string,
  slots: Slots,
  { vaultKey }: VaultKeys,
  { from, present, hadOne, mark, actor, now, resealAuthenticator }: Prepared,
): Promise<void> {
  const database = openDatabase(file, vaultKey, slots.vaultId);
  const key = chainKey(vaultKey, slots.vaultId);
  /** The app's key can't be sealed again for a vault of another id. Then the app has to be set up anew. */
  const resealing = (writer: Writer) => {
    if (present?.vaultId !== slots.vaultId) return null;
    return () => {
      if (!present.key.equals(vaultKey)) resealAuthenticator(writer, slots.vaultId, present.key, vaultKey);
    };
  };
  try {
    // The error names the backup's own file, because a person looks for that one and not for the copy.
    await checkTables(database, original);
    const audit = createAuditLog({ database, key, actor, now: () => now });
    database.write((writer) => {
      const lost = present && lostRows(present.database, writer);
      if (present) carryOver(present.database, writer, resealing(writer));
      keepBinnedFrom(writer, now);
      database.run('UPDATE meta SET accepted_mark = ?, step_back = NULL', acceptedMark(mark));
      noteSlots(database, slots);
      audit.append({
        action: 'restore',
        facts: {
          backup: from.kind,
          from: from.at,
          subject: from.name,
          ...(lost && lost.rows > 0 ? { lost: lost.rows } : {}),
          ...(lost && lost.last !== null ? { to: lost.last } : {}),
          ...(hadOne && !present ? { carried: false } : {}),
        },
      });
    });
  } finally {
    key.fill(0);
    database.close();
  }
}

interface Prepared extends RestoreNeeds {
  from: { at: number; kind: AuditKind; name: string };
  present: PresentVault | null;
  /** There was a vault in place, whether it could be opened or not. */
  hadOne: boolean;
}

type AuditKind = NonNullable<ReturnType<typeof findBackup>>['kind'];

/**
 * Adds the vault's present files to the switch's folder, so that they become a backup in the same step. Each file that
 * exists is added, and its content is not checked. The files also stay where they are. They must not become a backup
 * before that step, because it would be the vault itself under another name. Errors: those of the file system.
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
      // A link is no second copy. It needs no space on a full disk, and is complete at once.
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
