import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, KeyfoldError } from '../../common/errors';
import { fieldLimits } from '../../common/keys/fields';
import { showHidden } from '../../common/keys/text';
import { isKnownProvider, needsNewer } from '../../common/providers';
import { rotationDayLimits } from '../../common/rotation';
import { systemCode } from '../../common/system-errors';
import type { SkippedEntry } from '../../common/transfer/import';
import type { Derive } from '../base/crypto/kdf';
import { copyFile } from '../base/files/copy-pages';
import { realFolders, removeFolder } from '../base/files/folder-system';
import { isThere } from '../base/files/regular-file';
import { openStored, wipePlain } from '../keys/add';
import { findKey } from '../keys/repository';
import { namedTagsOf } from '../keys/tags';
import { checkTable, tablesOf } from '../store/backups/verify';
import type { VaultDatabase } from '../store/database/database';
import { databaseError } from '../store/database/database-errors';
import { unlinkStrange } from '../store/database/journal';
import { isInUse, openUnmigrated } from '../store/database/open';
import { refuseCostly } from '../store/slots/foreign-cost';
import { wipeKeys } from '../store/slots/slots';
import { readSlots } from '../store/slots/slots-file';
import { type Slots, slotsFormat } from '../store/slots/slots-format';
import type { Unwrap } from '../store/slots/unwrap';
import type { KeysFound } from './contents';
import { idsIn } from './export';
import type { ExportedKey } from './export-format';
import { wipeFound } from './found-key';
import { stretch } from './stretch';
import { keysPerTurn, type Turns } from './turns';

/**
 * Takes keys out of a whole other vault: a backup, or the folder of another Keyfold. Its two files are only read.
 * SQLite opens a copy in this vault's own folder, and migrates it if its schema is older. The copy is encrypted as the
 * other vault is. It is removed when the keys have been read. If a crash leaves it there, the next start removes it.
 */
export interface OtherVault {
  /** The name of the file that the person chose, for people. */
  fileName: string;
  /** The size of its database in bytes. */
  size: number;
  database: string;
  slotsPath: string;
  slots: Slots;
}

/**
 * Refuses the database that this process has open, under any name. Opening and closing it a second time would give up
 * its lock (vault/base/files/copy-pages.ts). Errors: `backup-is-open`.
 */
export function refuseOpenVault(path: string, openDatabasePath: string): void {
  const open = fs.statSync(openDatabasePath, { bigint: true });
  const chosen = fs.statSync(path, { bigint: true, throwIfNoEntry: false });
  if (chosen && chosen.dev === open.dev && chosen.ino === open.ino) fail('backup-is-open', {});
}

/** The largest database that is read, in bytes. One with 100,000 keys and its originals is a third of that. */
const mostDatabaseBytes = 512 * 1024 * 1024;

/**
 * Returns what derives the key of another vault's password: the worker, which is ended if the signal is aborted. Errors:
 * `backup-costly`, `cancelled`.
 */
export const deriveForOther =
  (signal: AbortSignal): Derive =>
  async (passphrase, salt, cost) => {
    refuseCostly(cost);
    return await stretch({ passphrase, salt, work: { by: 'argon2id', cost } }, signal);
  };

/** Returns whether a file has a database's name. Without its key, nothing in a database says whose it is. */
export const isDatabaseName = (fileName: string) => fileName.toLowerCase() === 'vault.db';

/** Returns whether a file's first bytes are those of `slots.json`, of any version. */
export function looksLikeSlots(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('utf8');
  return /^\ufeff?\s*\{/.test(start) && start.includes(`"${slotsFormat}"`);
}

/**
 * Returns the other vault that this file belongs to. The file is its `vault.db`, or one for which {@link
 * looksLikeSlots} is true. Errors: `backup-incomplete` if the other of the two files is missing, `file-too-large`,
 * `backup-damaged`, `vault-newer`, those of the file system.
 */
export function otherVaultAt(path: string): OtherVault {
  const folder = dirname(path);
  const database = isDatabaseName(basename(path)) ? path : join(folder, 'vault.db');
  const slotsPath = database === path ? join(folder, 'slots.json') : path;
  if (!isThere(slotsPath)) fail('backup-incomplete', { missing: 'slots' });
  if (!isThere(database)) fail('backup-incomplete', { missing: 'database' });
  const stat = fs.lstatSync(database);
  if (!stat.isFile()) fail('backup-incomplete', { missing: 'database' });
  // security: each table of a database is read and checked in one turn, so the largest database bounds how long that is.
  if (stat.size > mostDatabaseBytes) fail('file-too-large', { limit: mostDatabaseBytes });
  const slots = ofBackup(slotsPath, () => readSlots(slotsPath));
  return { fileName: `${basename(folder)}/${basename(path)}`, size: stat.size, database, slotsPath, slots };
}

const copiesIn = (vaultFolder: string) => join(vaultFolder, 'import.part');

/**
 * Removes the copy that a crash or a lock has left. It is kept while another process has the vault open, because that
 * may be reading from it. Errors: those of the file system.
 */
export function clearCopies(vaultFolder: string): void {
  const copies = copiesIn(vaultFolder);
  if (!isThere(copies)) return;
  const database = join(vaultFolder, 'vault.db');
  unlinkStrange(database);
  if (isThere(database) && isInUse(database)) return;
  removeFolder(copies);
}

/**
 * Returns all keys of another vault. The caller wipes them. `vaultFolder` is the folder of the open vault, where the
 * copy is kept meanwhile. Errors: those of `unwrap`, `backup-damaged`, `backup-altered`, `vault-newer`, `vault-in-use`,
 * `file-too-large`, `no-keys-in-file`, those of `turns` and of the file system.
 */
export async function keysOfVault(
  { database, slotsPath, slots }: OtherVault,
  unwrap: Unwrap,
  vaultFolder: string,
  turns: Turns,
): Promise<KeysFound> {
  if (isInUse(database)) fail('vault-in-use', {});
  const copies = copiesIn(vaultFolder);
  const copy = join(copies, 'vault.db');
  const keys = await unwrap(slots, slotsPath).catch((error) => {
    throw said(error, slotsPath);
  });
  try {
    // This process holds the vault, so nobody else reads from that folder.
    removeFolder(copies);
    realFolders.mkdirSync(copies, { mode: 0o700 });
    await copyFile(database, copy);
    // There is a journal if the other vault was killed while it wrote.
    const journal = `${database}-journal`;
    if (isThere(journal)) {
      if (fs.lstatSync(journal).size > mostDatabaseBytes) fail('file-too-large', { limit: mostDatabaseBytes });
      await copyFile(journal, `${copy}-journal`);
    }
    const { database: opened, migrate } = ofBackup(database, () => openUnmigrated(copy, keys.vaultKey, slots.vaultId));
    try {
      await checkWhole(opened, copy, turns);
      migrate();
      return await contentsOf(opened, slots.vaultId, keys.secretKey, turns);
    } catch (error) {
      throw said(error, database);
    } finally {
      opened.close();
    }
  } finally {
    wipeKeys(keys);
    removeFolder(copies);
  }
}

/**
 * Checks every table before anything else is read or a migration goes through it. Its schema is known to be Keyfold's.
 * What is left is a tree of pages in which one page stands in many places, which no query comes to the end of, and
 * values of other types than the columns have. Errors: `vault-damaged`, those of SQLite and of `turns`.
 */
async function checkWhole(database: VaultDatabase, file: string, turns: Turns): Promise<void> {
  const tables = tablesOf(database);
  for (const [index, table] of tables.entries()) {
    await turns.next(index, tables.length);
    checkTable(database, table, file);
  }
}

async function contentsOf(
  database: VaultDatabase,
  vaultId: string,
  secretKey: Uint8Array,
  turns: Turns,
): Promise<KeysFound> {
  const keys: ExportedKey[] = [];
  const skipped: SkippedEntry[] = [];
  try {
    const ids = idsIn(database, { kind: 'all' }, 0);
    for (const [index, id] of ids.entries()) {
      if (index % keysPerTurn === 0) await turns.next(index, ids.length);
      const key = keyOf(database, vaultId, secretKey, id);
      if ('why' in key) skipped.push(key);
      else keys.push(key);
    }
    if (ids.length === 0) fail('no-keys-in-file', {});
    return { kind: 'keyfold-vault', keys, skipped };
  } catch (error) {
    wipeFound(keys);
    throw error;
  }
}

const textUpTo = (limit: number) => z.string().max(limit);
const moment = z.int().min(-8.64e15).max(8.64e15).nullable();

/** What fits the fields of a key. The rules for what is in them are checked later, as for every import. */
const fitsFields = z.object({
  name: textUpTo(fieldLimits.name),
  description: textUpTo(fieldLimits.description),
  accountId: textUpTo(fieldLimits.accountId),
  identityKind: textUpTo(32),
  identityName: textUpTo(fieldLimits.identityName),
  keyType: textUpTo(32),
  endpoint: textUpTo(fieldLimits.endpoint),
  accessKeyId: textUpTo(fieldLimits.accessKeyId),
  expiresAt: moment,
  createdAt: moment,
  rotationDays: z.int().min(0).max(rotationDayLimits.most).nullable(),
  providerCreatedAt: moment,
  providerUsedAt: moment,
  leakedAt: moment,
});

/** Returns one key with its secret, or the reason why it can't be imported. */
function keyOf(
  database: VaultDatabase,
  vaultId: string,
  secretKey: Uint8Array,
  id: string,
): ExportedKey | SkippedEntry {
  const stored = findKey(database, id);
  const place = showHidden(stored.name.slice(0, fieldLimits.name));
  if (needsNewer(stored) || !isKnownProvider(stored.provider)) return { place, why: 'needs-newer' };
  if (!fitsFields.safeParse(stored).success) return { place, why: 'unusable' };
  let plain: ReturnType<typeof openStored>;
  try {
    plain = openStored({ id: vaultId, database }, secretKey, id, stored.accessKeyId);
  } catch (error) {
    if (error instanceof KeyfoldError && error.error.code === 'secret-damaged') {
      return { place, why: 'damaged' };
    }
    throw error;
  }
  if (plain.secret.byteLength > fieldLimits.secret || (plain.token?.byteLength ?? 0) > fieldLimits.token) {
    wipePlain(plain);
    return { place, why: 'unusable' };
  }
  const { provider, name, description, accountId, identityKind, identityName, keyType, endpoint } = stored;
  const { credential, accessKeyId, expiresAt, status, isDefault, createdAt, rotationDays } = stored;
  const { providerCreatedAt, providerUsedAt, leakedAt } = stored;
  return {
    place,
    provider,
    name,
    description,
    accountId,
    identityKind,
    identityName,
    keyType,
    endpoint,
    credential,
    accessKeyId,
    expiresAt,
    status,
    isDefault,
    displayed: stored.reveal !== 'pending',
    createdAt,
    rotationDays,
    dates: { providerCreatedAt, providerUsedAt },
    leakedAt,
    tags: stored.tags.length === 0 ? [] : namedTagsOf(database, id),
    ...plain,
  };
}

/** Translates an error. The usual words are about the vault that is open, and another vault needs other words. */
function said(error: unknown, file: string): unknown {
  const known = error instanceof KeyfoldError ? error.error : databaseError(error, file);
  switch (known?.code) {
    case 'vault-damaged':
    case 'vault-link':
    case 'vault-foreign':
    case 'not-found':
      return new KeyfoldError({ code: 'backup-damaged' });
    case 'vault-altered':
      return new KeyfoldError({ code: 'backup-altered', name: known.name });
    // The error names the file that the person knows, and not its copy.
    case 'vault-newer':
      return new KeyfoldError({ ...known, file });
    // What no code of ours says, and no code of the system, comes from a value that no Keyfold writes.
    case undefined:
      return systemCode(error) === null ? new KeyfoldError({ code: 'backup-damaged' }) : error;
    default:
      return error;
  }
}

function ofBackup<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw said(error, file);
  }
}
