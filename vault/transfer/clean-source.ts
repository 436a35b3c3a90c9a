import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../common/errors';
import { type ProviderId, providerIds } from '../../common/providers';
import type { FileKind } from '../../common/transfer/import';
import type { Cleaned, ImportSource } from '../../common/transfer/originals';
import type { FormatId } from '../../common/transfer/targets';
import { type FileSystem, writeAtomically } from '../base/files/atomic-write';
import { openStored, samePlain, wipePlain } from '../keys/add';
import { keepOriginal, removeOriginal } from '../keys/originals';
import { holderOf } from '../keys/repository';
import { change } from '../session/effects/change';
import { doorOf } from '../session/effects/door';
import type { Passed } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import { detect, read, remove } from './formats';
import { type FoundKey, wipeFound } from './found-key';
import type { PlannedKey } from './plan';
import { readSource } from './source-file';
import type { Turns } from './turns';

/**
 * Takes keys out of the file that they were imported from (docs/decisions/0018). An entry is taken out only if the
 * vault has its key with that secret, and only if the file is still what was read. Everything else in it stays, byte
 * for byte. Before a byte of the file changes, the file as it was is stored in the vault, sealed.
 */

/** The file of an import: what cleaning needs of it. No secret is in it. */
export interface Source {
  fileName: string;
  /** The path, with links followed; `null`: the file was dropped. */
  path: string | null;
  /** SHA-256 of the bytes that were read. */
  hash: Buffer;
  /** `null`: it is not a tool's file, and can't be cleaned. */
  format: FormatId | null;
  /** The file is UTF-8, so writing its text back gives the same bytes. */
  utf8: boolean;
}

const notTools: readonly FileKind[] = ['age', 'keyfold-export', 'keyfold-vault', 'table'];

/** Returns a file in plain text as a source that can perhaps be cleaned. */
export function sourceOf(kind: FileKind, fileName: string, path: string | null, bytes: Buffer): Source {
  const format = notTools.includes(kind) ? null : (kind as FormatId);
  return { fileName, path, hash: hashOf(bytes), format, utf8: textOf(bytes) !== null };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Returns the text, or `null` if it is not UTF-8. A byte order mark stays. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Returns how many entries of the file the vault has, by the plan. `applied`: what was chosen in the plan has been
 * done.
 */
export function heldBy(keys: readonly PlannedKey[], applied: boolean): number {
  const placeOf = ({ row }: PlannedKey) => `${row.provider} ${row.accessKeyId}`;
  const held = new Map<string, PlannedKey>();
  for (const key of keys) {
    const { state, choice } = key.row;
    const done = applied && (choice === 'add' || choice === 'add-unassigned' || choice === 'replace');
    if (state === 'same' || state === 'changed' || done) held.set(placeOf(key), key);
  }
  const isHeld = (key: PlannedKey) => {
    const first = held.get(placeOf(key))?.checked;
    const { checked } = key;
    if (!first || !checked) return false;
    return first === checked || samePlain(first.plain, checked.plain);
  };
  return keys.filter(isHeld).length;
}

/** Returns what a sheet is told of the source. */
export function sourceTold(source: Source | null, entries: number): ImportSource {
  if (source === null || entries === 0) return { kind: 'none' };
  const { fileName, path, format, utf8 } = source;
  if (format === null) return { kind: 'whole', fileName, entries };
  return { kind: path === null ? 'dropped' : utf8 ? 'file' : 'encoding', fileName, entries };
}

/**
 * Cleans the file. The secret key stays the caller's. `now` is in milliseconds since the epoch. Errors:
 * `source-changed`, `source-unfit`, `originals-full`, `cancelled`, those of the file system. After an error the file is
 * as it was.
 */
export async function cleanSource(
  vault: OpenVault,
  passed: Passed,
  secretKey: Uint8Array,
  { path, hash, format }: Source,
  now: number,
  turns: Turns,
  system: FileSystem = fs,
): Promise<Cleaned> {
  if (path === null || format === null) return fail('source-unfit', { why: 'unknown' });
  refuseUnfit(path);
  const before = unchanged(path, hash);
  try {
    const text = textOf(before) ?? fail('source-unfit', { why: 'unknown' });
    const taken = new Set<string>();
    const goes = (key: FoundKey) => {
      const id = heldAs(vault, secretKey, key);
      if (id !== null) taken.add(id);
      return id !== null;
    };
    const cleaned = await without(format, text, goes, turns);
    if (cleaned.entries === 0) fail('source-unfit', { why: 'nothing' });
    const after = Buffer.from(cleaned.text, 'utf8');
    // From here on everything runs in one turn. The file is compared once more, because somebody may have written it
    // meanwhile.
    unchanged(path, hash).fill(0);
    const { entries } = cleaned;
    const id = keep(vault, passed, secretKey, { path, cleanedAt: now, entries, bytes: before }, taken);
    try {
      write(path, after, system);
    } catch (error) {
      // The original is removed only if it is sure that the file is unchanged. Otherwise the original may be all that
      // is left.
      if (isUnchanged(path, hash)) doorOf(vault).database.write((writer) => removeOriginal(writer, id));
      throw error;
    }
    return { fileName: basename(path), entries };
  } finally {
    before.fill(0);
  }
}

function keep(
  vault: OpenVault,
  passed: Passed,
  secretKey: Uint8Array,
  row: Parameters<typeof keepOriginal>[2],
  taken: ReadonlySet<string>,
): string {
  let id = '';
  change(vault, passed, (writer, _, append) => {
    id = keepOriginal({ id: vault.id, database: writer }, secretKey, row);
    const facts = { subject: row.path };
    for (const key of taken) append(key, facts);
    return { ...facts, count: row.entries };
  });
  return id;
}

/** Returns the file's bytes. The caller wipes them. Errors: `source-changed`, those of the file system. */
function unchanged(path: string, hash: Buffer): Buffer {
  let bytes: Buffer;
  try {
    ({ bytes } = readSource(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fail('source-changed', {});
    throw error;
  }
  if (hashOf(bytes).equals(hash)) return bytes;
  bytes.fill(0);
  return fail('source-changed', {});
}

function isUnchanged(path: string, hash: Buffer): boolean {
  try {
    unchanged(path, hash).fill(0);
    return true;
  } catch {
    return false;
  }
}

/** Errors: `source-unfit`, if replacing the file would leave its former content elsewhere, or give it another owner. */
function refuseUnfit(path: string): void {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  // The secrets would stay in the file under its other name.
  if (stat.nlink > 1) fail('source-unfit', { why: 'linked' });
  const me = process.getuid?.();
  if (me !== undefined && stat.uid !== me) fail('source-unfit', { why: 'owner' });
}

/**
 * Puts the bytes in the file's place, with the file's own permissions, and reads them back. Errors: those of the file
 * system.
 */
function write(path: string, bytes: Buffer, system: FileSystem): void {
  const permissions = fs.statSync(path).mode & 0o777;
  const temporary = `${path}.keyfold-part`;
  const whole = (part: string) => fs.chmodSync(part, permissions);
  writeAtomically({ target: path, temporary, bytes, mode: 'replace', whole }, system);
  const back = readSource(path).bytes;
  const same = back.equals(bytes);
  back.fill(0);
  if (!same) fail('source-changed', {});
}

const providersOf = ({ provider }: FoundKey): readonly ProviderId[] => (provider === null ? providerIds : [provider]);

/** Returns the id of the vault's key that has the same secret, or `null`. */
function heldAs(vault: OpenVault, secretKey: Uint8Array, key: FoundKey): string | null {
  for (const provider of providersOf(key)) {
    const stored = holderOf(vault.database, provider, key.accessKeyId);
    if (!stored) continue;
    const plain = openStored(vault, secretKey, stored.id, stored.accessKeyId);
    const same = samePlain(plain, key);
    wipePlain(plain);
    if (same) return stored.id;
  }
  return null;
}

/** Returns the ids of the vault's keys whose AccessKey IDs are in a tool's file. */
export function keysInFile(database: Reader, path: string, bytes: Buffer): string[] {
  const text = textOf(bytes);
  const format = text === null ? null : detect(path, text);
  if (text === null || format === null) return [];
  const found = read(format, text);
  if (!found.ok) return [];
  const ids = found.keys.flatMap((key) =>
    providersOf(key).map((provider) => holderOf(database, provider, key.accessKeyId)?.id),
  );
  wipeFound(found.keys);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/**
 * Returns the text without these keys. They are taken out one by one, because each removal may change the numbers of
 * the ones behind it. Errors: `source-unfit`, if another key is not what it was.
 */
async function without(
  format: FormatId,
  text: string,
  goes: (key: FoundKey) => boolean,
  turns: Turns,
): Promise<{ text: string; entries: number }> {
  const keysIn = (content: string): FoundKey[] => {
    const found = read(format, content);
    if (found.ok) return found.keys;
    return found.problem === 'nothing-found' ? [] : fail('source-unfit', { why: 'unknown' });
  };
  const before = keysIn(text);
  const going = before.filter(goes);
  const staying = before.filter((key) => !going.includes(key));
  let now = text;
  try {
    for (let done = 0; done < going.length; done += 1) {
      await turns.next(done, going.length);
      const keys = keysIn(now);
      const key = keys.find((candidate) => going.some((one) => sameKey(one, candidate)));
      wipeFound(keys);
      const edited = key ? remove(format, now, key.place) : null;
      if (!edited?.ok || edited.text === now) return fail('source-unfit', { why: 'unknown' });
      now = edited.text;
    }
    const left = keysIn(now);
    const kept = left.length === staying.length && left.every((key, at) => sameKey(key, staying[at] ?? key));
    wipeFound(left);
    return kept ? { text: now, entries: going.length } : fail('source-unfit', { why: 'unknown' });
  } finally {
    wipeFound(before);
  }
}

function sameKey(one: FoundKey, other: FoundKey): boolean {
  return one.accessKeyId === other.accessKeyId && samePlain(one, other);
}
