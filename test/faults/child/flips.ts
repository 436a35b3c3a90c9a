import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { KeyfoldError } from '../../../common/errors';
import { fileError } from '../../../common/system-errors';
import { resealAuthenticator } from '../../../vault/protection/authenticator';
import { restoreBackup } from '../../../vault/session/restore';
import { listBackups, removeBackup } from '../../../vault/store/backups/folders';
import { databaseError } from '../../../vault/store/database/database-errors';
import { openDatabase } from '../../../vault/store/database/open';
import { pathsIn, type VaultPaths } from '../../../vault/store/paths';
import { deviceSlotOf, openDeviceSlot, type VaultKeys, wipeKeys } from '../../../vault/store/slots/slots';
import { readSlots } from '../../../vault/store/slots/slots-file';
import type { Slots } from '../../../vault/store/slots/slots-format';
import { byPassword, type Unwrap } from '../../../vault/store/slots/unwrap';
import { openFolder } from '../../support/open-folder';
import { contentOf, wholeness } from './inspect';
import { password, sharedUnseal } from './vault';

const pageSize = 4096;

/** How a file of a closed vault is changed behind Keyfold's back. */
export type Damage =
  | { flip: number; mask: number }
  | { cutTo: number }
  | { longerBy: number }
  | { pages: [number, number] }
  /** One page as it is in an older copy of the file. */
  | { page: number; of: string }
  /** Another file in its place. */
  | { copyOf: string }
  | { becomes: 'link' | 'pipe' | 'folder' | 'nothing' };

export interface FlipTask {
  file: 'vault.db' | 'slots.json';
  damage: Damage;
  /** With the password, as a person does, or for the database alone with its key, which saves the derivation. */
  with: 'password' | 'key';
}

export interface FlipResult {
  /**
   * `harmless`, `other` (what opened is whole and something else), `noticed` (it opens, and SQLite or the log's chain
   * say that it is not whole), or the code that it was refused with.
   */
  outcome: string;
  /** A fault that must never occur. */
  problem?: string;
}

/** The codes that say what is wrong with the files. Anything else would tell a person something false. */
const ofVaults = [
  'vault-damaged',
  'vault-foreign',
  'vault-link',
  'vault-newer',
  'no-vault',
  'wrong-password',
  'secret-damaged',
  'io',
];
const telling = [...ofVaults, 'backup-gone'];

/**
 * Prepares a copy of a closed vault in the folder `work`, which each task changes, tries to open and mends again.
 */
export async function createFlipper(original: string, work: string): Promise<(task: FlipTask) => Promise<FlipResult>> {
  fs.cpSync(original, work, { recursive: true });
  fs.rmSync(join(work, 'backups'), { recursive: true });
  const paths = pathsIn(work);
  const opened = await openFolder(work, password().password);
  const { slots, keys } = opened;
  const rightContent = JSON.stringify(contentOf(opened.database, slots.vaultId, keys.secretKey));
  opened.database.close();
  const bytes = bytesIn(work);

  return async ({ file, damage, with: way }) => {
    const path = join(work, file);
    const former = bytes.get(file) ?? Buffer.alloc(0);
    apply(path, former, damage);
    const before = fingerprint(work);
    try {
      const attempt =
        way === 'key' ? openedByKey(paths, slots, keys) : openedByPassword(work, { slots, keys, right: former, file });
      const content = await attempt;
      if (content === null) return { outcome: 'noticed' };
      return { outcome: content === rightContent ? 'harmless' : 'other' };
    } catch (error) {
      return refused(error, paths, fingerprint(work) === before);
    } finally {
      putBack(work, bytes);
    }
  };
}

/**
 * The same for a backup: each task changes its files, tries to restore it in the vault's place, and mends everything
 * again. A backup that takes the vault's place all the same must be whole.
 */
export async function createBackupFlipper(
  original: string,
  work: string,
): Promise<(task: FlipTask) => Promise<FlipResult>> {
  fs.cpSync(original, work, { recursive: true });
  const backup = listBackups(work).find(({ kind }) => kind === 'manual');
  if (!backup) throw new Error('no backup');
  for (const { name } of listBackups(work)) if (name !== backup.name) removeBackup(work, name);
  const bytes = bytesIn(work);
  const own = (file: FlipTask['file']) => join('backups', backup.name, file);
  const paths = pathsIn(work);
  const restoreWith = (unwrap: Unwrap) =>
    restoreBackup({
      ...{ folder: work, name: backup.name, unwrap, mark: null, actor: 'ada', now: backup.at },
      passwords: { backup: password().password, present: undefined },
      resealAuthenticator,
    });

  await restoreWith(byPassword(password().password));
  const { slots, keys, database } = await openFolder(work, password().password);
  const rightContent = JSON.stringify(contentOf(database, slots.vaultId, keys.secretKey));
  database.close();
  putBack(work, bytes);
  // The keys are wiped by whoever gets them.
  const byKey: Unwrap = async () => ({
    vaultKey: Buffer.from(keys.vaultKey),
    secretKey: Buffer.from(keys.secretKey),
  });

  return async ({ file, damage, with: way }) => {
    apply(join(work, own(file)), bytes.get(own(file)) ?? Buffer.alloc(0), damage);
    const before = fingerprint(work);
    try {
      await restoreWith(way === 'key' ? byKey : byPassword(password().password));
      const content = await openedByKey(paths, slots, keys);
      if (content === null) return { outcome: 'noticed', problem: 'a damaged backup took the vault’s place' };
      return { outcome: content === rightContent ? 'harmless' : 'other' };
    } catch (error) {
      return refused(error, paths, fingerprint(work) === before);
    } finally {
      putBack(work, bytes);
    }
  };
}

/** Every file below the folder, by its path in it. */
function bytesIn(folder: string): Map<string, Buffer> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, fs.readFileSync(join(folder, name))]));
}

function putBack(folder: string, bytes: ReadonlyMap<string, Buffer>): void {
  fs.rmSync(folder, { recursive: true });
  for (const [name, content] of bytes) {
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    fs.writeFileSync(join(folder, name), content, { mode: 0o600 });
  }
}

function refused(error: unknown, paths: VaultPaths, untouched: boolean): FlipResult {
  const known =
    error instanceof KeyfoldError
      ? error.error
      : (databaseError(error, paths.database) ?? fileError(error, paths.folder));
  if (!known) return { outcome: 'unknown', problem: `an error that nobody expects: ${String(error)}` };
  if (!telling.includes(known.code)) return { outcome: known.code, problem: `refused with ${known.code}` };
  if (!untouched) return { outcome: known.code, problem: 'the failed opening changed a file' };
  return { outcome: known.code };
}

/** The content, or `null` where it is not whole. */
async function openedByKey(paths: VaultPaths, slots: Slots, keys: VaultKeys): Promise<string | null> {
  const database = openDatabase(paths.database, keys.vaultKey, slots.vaultId);
  try {
    const problems = await wholeness({ database, slots, keys });
    if (problems.length > 0) return null;
    return JSON.stringify(contentOf(database, slots.vaultId, keys.secretKey));
  } finally {
    database.close();
  }
}

async function openedByPassword(
  folder: string,
  right: { slots: Slots; keys: VaultKeys; right: Buffer; file: string },
): Promise<string | null> {
  const opened = await openFolder(folder, password().password);
  try {
    const sameKeys =
      opened.keys.vaultKey.equals(right.keys.vaultKey) && opened.keys.secretKey.equals(right.keys.secretKey);
    if (right.file === 'slots.json' && !sameKeys) throw new Error('other keys came out of the slots');
    byDevice(readSlots(opened.paths.slots), right.keys);
    const problems = await wholeness(opened);
    if (problems.length > 0) return null;
    return JSON.stringify(contentOf(opened.database, opened.slots.vaultId, opened.keys.secretKey));
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
}

/** Checks that a changed device slot gives the right key or none. */
function byDevice(slots: Slots, { vaultKey, secretKey }: VaultKeys): void {
  const slot = deviceSlotOf(slots);
  if (!slot) return;
  const share = sharedUnseal(Buffer.from(slot.sealedShare, 'base64'));
  const found = share.byteLength === 32 ? openDeviceSlot(slots, slot, vaultKey, share) : null;
  if (found && !found.equals(secretKey)) throw new Error('a wrong secret key came out of the device slot');
}

function apply(path: string, former: Buffer, damage: Damage): void {
  if ('becomes' in damage || 'copyOf' in damage) fs.rmSync(path);
  if ('copyOf' in damage) fs.copyFileSync(damage.copyOf, path);
  else if ('becomes' in damage) become(path, former, damage.becomes);
  else fs.writeFileSync(path, damaged(former, damage));
}

function become(path: string, former: Buffer, what: 'link' | 'pipe' | 'folder' | 'nothing'): void {
  if (what === 'folder') fs.mkdirSync(path);
  else if (what === 'pipe') execFileSync('mkfifo', [path]);
  else if (what === 'link') {
    // To the right bytes: even then a link is not followed.
    fs.writeFileSync(`${path}.real`, former, { mode: 0o600 });
    fs.symlinkSync(`${path}.real`, path);
  }
}

function damaged(former: Buffer, damage: Exclude<Damage, { becomes: string } | { copyOf: string }>): Buffer {
  if ('cutTo' in damage) return former.subarray(0, damage.cutTo);
  if ('longerBy' in damage) return Buffer.concat([former, Buffer.alloc(damage.longerBy, 1)]);
  const bytes = Buffer.from(former);
  if ('of' in damage) {
    const from = damage.page * pageSize;
    fs.readFileSync(damage.of).copy(bytes, from, from, from + pageSize);
  } else if ('flip' in damage) bytes.writeUInt8(bytes.readUInt8(damage.flip) ^ damage.mask, damage.flip);
  else {
    const [one, other] = damage.pages.map((page) => page * pageSize) as [number, number];
    former.copy(bytes, one, other, other + pageSize);
    former.copy(bytes, other, one, one + pageSize);
  }
  return bytes;
}

/** Of every file's name, kind and bytes. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    const stat = fs.lstatSync(path);
    hash.update(`${name} ${stat.mode} ${stat.size}\n`);
    if (stat.isFile()) hash.update(`${stat.mtimeMs}\n`);
    if (stat.isFile()) hash.update(fs.readFileSync(path));
  }
  return hash.digest('hex');
}
