import { basename, join } from 'node:path';
import { fail, KeyfoldError } from '../../common/errors';
import { copyFile } from '../base/files/copy-pages';
import { type FolderSystem, isFolder } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { carryHandovers } from '../keys/handovers';
import type { Reader, VaultDatabase, Writer } from '../store/database/database';
import { openUnmigrated } from '../store/database/open';
import type { VaultPaths } from '../store/paths';
import { openPasswordSlot, passwordSlotOf } from '../store/slots/slots';
import { readSlots } from '../store/slots/slots-file';
import type { Slots } from '../store/slots/slots-format';

/**
 * What a restore takes from the vault that it replaces: what guards that vault, which secrets were shown, and what was
 * given to whom. Otherwise an older backup would undo the management lock, show a one-time secret again, and forget who
 * has a key.
 */

/** The vault in place, open as it is. The caller closes it with {@link closePresent}. */
export interface PresentVault {
  readonly database: VaultDatabase;
  readonly vaultId: string;
  readonly key: Buffer;
}

/** The passwords that may open the vault in place. */
export interface PresentPasswords {
  /** The one that opens the backup. */
  backup: Uint8Array;
  /** Its own, if the person was asked for it. */
  present: Uint8Array | undefined;
}

/**
 * Opens the vault in place with the backup's vault key, with the backup's password, or with its own. Its files stay as
 * they are: if it has a journal, which SQLite would write back into it, copies of both in the new folder `scratch` are
 * opened instead. The caller removes that folder after {@link closePresent}. Returns `null` if there is no vault, or if
 * it is too damaged or too new to be read, or was altered: then nothing of it can be taken. Errors: `present-password`
 * if it needs its own password, or another one than the one that was given; those of the file system.
 */
export async function openPresent(
  paths: VaultPaths,
  backup: { slots: Slots; vaultKey: Uint8Array },
  passwords: PresentPasswords,
  scratch: string,
  system: FolderSystem,
): Promise<PresentVault | null> {
  if (!isThere(paths.database)) return null;
  const slots = slotsOf(paths);
  const vaultId = slots?.vaultId ?? backup.slots.vaultId;
  const file = await readableFile(paths.database, scratch, system);
  const same = opened(file, Buffer.from(backup.vaultKey), vaultId);
  if (same || !slots) return same;
  for (const password of [passwords.backup, ...(passwords.present ? [passwords.present] : [])]) {
    const keys = await openPasswordSlot(slots, passwordSlotOf(slots), password);
    if (typeof keys === 'string') continue;
    keys.secretKey.fill(0);
    return opened(file, keys.vaultKey, vaultId);
  }
  return fail('present-password', { wrong: passwords.present !== undefined });
}

/** Returns the database itself, or a copy of it and of its journal. */
async function readableFile(database: string, scratch: string, system: FolderSystem): Promise<string> {
  const journal = `${database}-journal`;
  if (!isThere(journal) || isFolder(journal)) return database;
  system.mkdirSync(scratch, { mode: 0o700 });
  const copy = join(scratch, basename(database));
  await copyFile(database, copy, system);
  await copyFile(journal, `${copy}-journal`, system);
  return copy;
}

/** Closes it, and wipes its key. */
export function closePresent(present: PresentVault | null): void {
  present?.database.close();
  present?.key.fill(0);
}

function slotsOf({ slots }: VaultPaths): Slots | null {
  try {
    return isThere(slots) ? readSlots(slots) : null;
  } catch {
    return null;
  }
}

/** Takes over the key. Returns `null` if the file doesn't open with it. */
function opened(file: string, key: Buffer, vaultId: string): PresentVault | null {
  try {
    const { database } = openUnmigrated(file, key, vaultId);
    return { database, vaultId, key };
  } catch (error) {
    key.fill(0);
    const unreadable = ['vault-damaged', 'vault-foreign', 'vault-link', 'vault-altered', 'vault-newer'];
    if (error instanceof KeyfoldError && unreadable.includes(error.error.code)) return null;
    throw error;
  }
}

/** Every table whose rows say what guards a vault. */
const guards = ['protection', 'authenticator', 'administrator', 'attempt'] as const;

/**
 * Takes over what guards the vault in place, and which secrets were shown: into its restored copy, inside of a
 * transaction. `reseal` seals the authenticator app's key for the copy.
 */
export function carryOver(present: Reader, copy: Writer, reseal: (() => void) | null): void {
  for (const table of guards) {
    const columns = columnsIn(present, copy, table);
    // The vault in place is from before there was such a guard.
    if (columns.length === 0) continue;
    copy.run(`DELETE FROM ${table}`);
    if (table === 'authenticator' && reseal === null) continue;
    for (const row of present.all<Record<string, string | number | Uint8Array | null>>(`SELECT * FROM ${table}`)) {
      const values = columns.map((column) => row[column] ?? null);
      const places = columns.map(() => '?').join(', ');
      copy.runOne(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, ...values);
    }
  }
  reseal?.();
  carryMarks(present, copy);
  carryHandovers(present, copy);
  const seen = present.get<{ seen: number }>('SELECT max(latest_seen) AS seen FROM meta')?.seen ?? 0;
  copy.runOne('UPDATE meta SET latest_seen = max(latest_seen, ?)', seen);
}

interface ShownKey {
  id: string;
  state: string;
  displayedAt: number | null;
  takenAt: number | null;
  how: string | null;
}

/** Keys, and deleted keys. A key may be deleted in one of both vaults and not in the other. */
const keyTables = ['access_key', 'binned_key'] as const;

/** A secret that was shown stays shown, and a rule only gets stricter, also in the recycle bin. */
function carryMarks(present: Reader, copy: Writer): void {
  for (const table of keyTables) {
    const known = columnsIn(present, copy, table);
    // The vault in place may be from before there was a recycle bin.
    if (known.length > 0) carryMarksOf(present, table, known, copy);
  }
}

function carryMarksOf(present: Reader, from: string, known: readonly string[], copy: Writer): void {
  // The vault in place may be from before a secret could be taken.
  const taken = known.includes('taken_at') ? 'taken_at' : 'NULL';
  const how = known.includes('shown_how') ? 'shown_how' : 'NULL';
  const shown = present.all<ShownKey>(
    `SELECT id, reveal_state AS state, displayed_at AS displayedAt, ${taken} AS takenAt, ${how} AS how FROM ${from}
     WHERE reveal_state <> 'pending' OR ${taken} IS NOT NULL`,
  );
  const strict = present.all<{ id: string }>(`SELECT id FROM ${from} WHERE reveal_rule = 'once'`);
  for (const table of keyTables) {
    const mark = `UPDATE ${table} SET taken_at = coalesce(taken_at, ?),
      shown_how = CASE WHEN reveal_state = 'displayed' THEN shown_how ELSE ? END,
      displayed_at = CASE WHEN reveal_state = 'displayed' THEN displayed_at ELSE ? END,
      reveal_state = CASE WHEN reveal_state = 'displayed' THEN 'displayed' ELSE ? END WHERE id = ?`;
    for (const { id, state, displayedAt, takenAt, how: by } of shown)
      copy.run(mark, takenAt, by, displayedAt, state, id);
    for (const { id } of strict) {
      copy.run(`UPDATE ${table} SET reveal_rule = 'once' WHERE id = ? AND reveal_rule <> 'once'`, id);
    }
  }
}

/** Returns the columns that a table has in both. */
function columnsIn(one: Reader, other: Reader, table: string): string[] {
  const names = (database: Reader) =>
    database.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name);
  const known = new Set(names(other));
  return names(one).filter((name) => known.has(name));
}

/** What a restore leaves behind of the log of the vault in place. */
export interface Lost {
  /** Rows that the restored log doesn't have. */
  rows: number;
  /** The time of the last of them, in milliseconds since the epoch; `null` if there is none. */
  last: number | null;
}

/** Compares the logs of both. Rows count as the same if they have the same number. */
export function lostRows(present: Reader, copy: Reader): Lost {
  if (columnsIn(present, copy, 'audit').length === 0) return { rows: 0, last: null };
  const end = copy.get<{ number: number | null }>('SELECT max(number) AS number FROM audit');
  const after = 'SELECT count(*) AS rows, max(at) AS last FROM audit WHERE number > ?';
  const { rows, last } = present.get<Lost>(after, end?.number ?? 0) ?? { rows: 0, last: null };
  return { rows, last };
}
