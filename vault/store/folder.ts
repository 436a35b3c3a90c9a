import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fail, KeyfoldError } from '../../common/errors';
import { systemCode } from '../../common/system-errors';
import { costForNewPassword, type KdfCost } from '../base/crypto/kdf';
import { syncFolder, withRetries } from '../base/files/atomic-write';
import { unlessLacking } from '../base/files/file-system-limits';
import { isFolder, removeFolder } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { backupError, type MadeBackup, makeBackup } from './backups/make';
import { checkTables } from './backups/verify';
import type { VaultDatabase } from './database/database';
import { unlinkStrange } from './database/journal';
import { schemaVersion } from './database/migrations';
import { checkDatabaseFile, createDatabase, isInUse, openDatabase, openUnmigrated } from './database/open';
import { schemaMade } from './database/schema';
import { pathsIn, type VaultPaths } from './paths';
import { provePending, unprovenError } from './pending';
import { refuseAway } from './place';
import { fixedCosts, type KdfCosts, makeMeasuredSlot } from './slots/calibration';
import { refuseCostly } from './slots/foreign-cost';
import { type VaultKeys, wipeKeys } from './slots/slots';
import { readSlots, writeSlots } from './slots/slots-file';
import { type Slots, slotsFormat, slotsVersion } from './slots/slots-format';
import { findSlots } from './slots/slots-hash';
import type { Unwrap } from './slots/unwrap';
import { finishSwitch, forgetSwitch, nextIn, pendingSwitch } from './switch';

/**
 * The vault's folder: `slots.json` and `vault.db`. These two files are made in a fixed order, and a crash at any point
 * leaves one of three states:
 *
 * 1. `vault.db.new` (complete or not) and perhaps `slots.json.new`: there is no vault yet. Nothing can open that
 *    database, because its key was never stored. The next creation removes both.
 * 2. `slots.json` and a complete `vault.db.new`: the vault is made, but its last rename is missing. An unlock does it.
 * 3. `slots.json` and `vault.db`: the vault is there.
 *
 * `slots.json` gets its name by a link that refuses an existing file, and only after the complete database is on the
 * disk. So a crash never leaves `vault.db` or `slots.json` alone. If one is alone, the other was lost. This is reported.
 */

/** A vault whose database is open. `keys` has both keys, and the caller wipes those that it does not keep. */
export interface OpenedFolder {
  paths: VaultPaths;
  slots: Slots;
  database: VaultDatabase;
  keys: VaultKeys;
  /** The backup that was made because the schema was of an older version; otherwise `null`. */
  migrated: MadeBackup | null;
}

/**
 * Makes a vault that this master password (UTF-8, NFC) opens. `now` is in milliseconds since the epoch. Errors:
 * `vault-exists` (even if only half of one is there), `vault-in-use`, those of the file system.
 */
export async function createFolder(
  folder: string,
  password: Uint8Array,
  now: number,
  cost: KdfCost | KdfCosts = costForNewPassword(),
): Promise<OpenedFolder> {
  const paths = pathsIn(folder);
  refuseAway(folder);
  refuseExisting(paths);
  const made = fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) syncNames(folder, made);
  // The folder may have existed before, and may be open to others.
  unlessLacking('modes', () => fs.chmodSync(folder, 0o700));
  const head = { vaultId: randomUUID(), createdAt: now };
  const keys: VaultKeys = { vaultKey: randomBytes(32), secretKey: randomBytes(32) };
  try {
    // This comes first, because it takes a second, and everything after it runs in one go.
    const slot = await makeMeasuredSlot(head, keys, password, 'first' in cost ? cost : fixedCosts(cost));
    const slots: Slots = {
      format: slotsFormat,
      version: slotsVersion,
      ...head,
      generation: 1,
      sealing: 'wanted',
      slots: [slot],
    };
    // Another process may have made a vault meanwhile.
    refuseExisting(paths);
    clearLeftovers(paths);
    fs.closeSync(fs.openSync(paths.newDatabase, 'wx', 0o600));
    const database = createDatabase(paths.newDatabase, keys.vaultKey, head.vaultId, now);
    try {
      // SQLite has synced the database itself, but for its name the folder must be synced. While the slots are put in
      // place, the database is still held, so that another process doesn't take it for a leftover.
      syncFolder(folder);
      placeSlots(paths, slots);
    } finally {
      database.close();
    }
    finishCreation(paths);
    const opened = openDatabase(paths.database, keys.vaultKey, head.vaultId);
    followSlots(opened, paths, slots);
    return { paths, slots, keys, database: opened, migrated: null };
  } catch (error) {
    wipeKeys(keys);
    throw error;
  }
}

/** Makes sure that the names of a new folder, and of the folders above it up to `first`, are kept after a power cut. */
function syncNames(folder: string, first: string): void {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    syncFolder(dirname(path));
    if (path === first) return;
  }
}

/**
 * Opens the vault. `foreign`: it comes from elsewhere and was never opened here, so its slots may cost less than
 * others, and every page is looked at before anything else is done with them. Changes no file, with these exceptions:
 * the last renames of an interrupted creation or switch, and a migration, before which a backup is made. `now` is in
 * milliseconds since the epoch. Errors: `no-vault`, those of `unwrap`, `vault-damaged`, `vault-foreign`, `vault-altered`,
 * `vault-newer`, `vault-in-use`, `vault-replaced` (in this moment), `backup-failed` (then nothing was migrated),
 * `backup-costly`, those of the file system.
 */
export async function openWith(folder: string, own: Unwrap, now = Date.now(), foreign = false): Promise<OpenedFolder> {
  const paths = pathsIn(folder);
  const unwrap = foreign ? carefully(own) : own;
  refuseAway(folder);
  unlinkStrange(paths.database);
  // Files of a switch take the vault's place only when a password has opened them.
  const pending = await provePending(paths, unwrap);
  if (pending && 'keys' in pending) return openSwitched(paths, pending, now, foreign);
  let opened: OpenedFolder;
  try {
    opened = await openOwn(paths, unwrap, now, foreign);
  } catch (error) {
    throw pending ? unprovenError(pending.refused, error) : error;
  }
  try {
    refuseHalfSwitched(paths, opened, pending);
    forgetSwitch(folder);
  } catch (error) {
    opened.database.close();
    wipeKeys(opened.keys);
    throw error;
  }
  return opened;
}

/** Puts the files of a proven switch in the vault's place, and opens them. */
async function openSwitched(
  paths: VaultPaths,
  { slots, keys }: { slots: Slots; keys: VaultKeys },
  now: number,
  foreign: boolean,
): Promise<OpenedFolder> {
  try {
    finishSwitch(paths);
    return { paths, slots, keys, ...(await openMigrated(paths, slots, keys, now, foreign)) };
  } catch (error) {
    wipeKeys(keys);
    throw error;
  }
}

/**
 * Refuses the former slots beside the database of a switch. A crash in the middle leaves them so, and the former
 * password then opens both. The database knows that the slots of the switch are its own.
 */
function refuseHalfSwitched(
  paths: VaultPaths,
  { slots, database }: OpenedFolder,
  pending: { refused: KeyfoldError } | null,
): void {
  const half = pending && pendingSwitch(paths)?.database === paths.database;
  if (half && findSlots(database, slots).are === 'others') throw pending.refused;
}

/** Opens the two files that are in the vault's place, and finishes an interrupted creation. */
async function openOwn(paths: VaultPaths, unwrap: Unwrap, now: number, foreign: boolean): Promise<OpenedFolder> {
  const hasDatabase = isThere(paths.database);
  const unfinished = !hasDatabase && isThere(paths.newDatabase);
  if (!isThere(paths.slots)) {
    if (hasDatabase) fail('vault-damaged', { file: paths.slots, part: 'slots' });
    fail('no-vault', {});
  }
  const slots = readSlots(paths.slots);
  checkDatabaseFile(unfinished ? paths.newDatabase : paths.database);
  const unwrapped = unwrap(slots, paths.slots);
  // This takes some milliseconds, and here nobody waits for them: the password's key is derived on another thread.
  schemaMade(schemaVersion);
  const keys = await unwrapped;
  try {
    if (unfinished) finishCreation(paths);
    return { paths, slots, keys, ...(await openMigrated(paths, slots, keys, now, foreign)) };
  } catch (error) {
    wipeKeys(keys);
    throw error;
  }
}

/** Opens the database. If its schema is older, it is backed up as it is, and then migrated. */
async function openMigrated(
  paths: VaultPaths,
  slots: Slots,
  { vaultKey }: VaultKeys,
  now: number,
  foreign: boolean,
): Promise<Pick<OpenedFolder, 'database' | 'migrated'>> {
  const { database, found, migrate } = openUnmigrated(paths.database, vaultKey, slots.vaultId);
  followSlots(database, paths, slots);
  let migrated: MadeBackup | null = null;
  if (foreign) await checkForeign(database, paths.database);
  if (found < schemaVersion) {
    if (database.readOnly) {
      database.close();
      fail('read-only', { path: paths.database });
    }
    const kind = 'before-migration';
    try {
      migrated = await makeBackup({ folder: paths.folder, database, key: vaultKey, slots, kind, at: now, keep: null });
    } catch (error) {
      database.close();
      throw new KeyfoldError({ code: 'backup-failed', cause: backupError(error, paths.database) });
    }
  }
  migrate();
  return { database, migrated };
}

/** Refuses slots of somebody else that ask for too much memory or work. */
const carefully =
  (unwrap: Unwrap): Unwrap =>
  async (slots, path) => {
    for (const slot of slots.slots) if (slot.kind === 'master-password') refuseCostly(slot.kdf);
    return await unwrap(slots, path);
  };

/** Looks at every page before a migration goes through them: a page may stand in many places of a tree. */
async function checkForeign(database: VaultDatabase, file: string): Promise<void> {
  try {
    await checkTables(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Lets the open database compare the slots too. They may have been replaced since they were read, because opening them
 * takes a second. If they were, the database is closed. Errors: `vault-replaced`, those of {@link readSlots}.
 */
export function followSlots(database: VaultDatabase, paths: VaultPaths, slots: Slots): void {
  try {
    database.files?.followSlots();
    if (!isDeepStrictEqual(readSlots(paths.slots), slots)) {
      fail('vault-replaced', { how: 'replaced', path: paths.slots });
    }
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Returns whether there is anything in this folder that a new vault would endanger. */
export function holdsVault(folder: string): boolean {
  const { slots, database } = pathsIn(folder);
  // What is no folder was never a switch.
  return isThere(slots) || isThere(database) || isFolder(nextIn(folder));
}

function refuseExisting({ folder }: VaultPaths): void {
  if (holdsVault(folder)) fail('vault-exists', { folder });
}

function clearLeftovers({ newDatabase }: VaultPaths): void {
  unlinkStrange(newDatabase);
  if (isThere(newDatabase)) {
    if (isInUse(newDatabase)) fail('vault-in-use', {});
    removeFolder(newDatabase);
  }
  removeFolder(`${newDatabase}-journal`);
}

function placeSlots(paths: VaultPaths, slots: Slots): void {
  try {
    writeSlots(paths.slots, slots, 'create');
  } catch (error) {
    if (systemCode(error) === 'EEXIST') fail('vault-exists', { folder: paths.folder });
    throw error;
  }
}

function finishCreation({ folder, database, newDatabase }: VaultPaths): void {
  // The journal is empty since the last commit. Under its old name it would only be left lying there.
  removeFolder(`${newDatabase}-journal`);
  withRetries(() => fs.renameSync(newDatabase, database));
  syncFolder(folder);
}
