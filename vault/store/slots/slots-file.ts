import * as fs from 'node:fs';
import { fail } from '../../../common/errors';
import { readJson } from '../../../common/strict-json';
import { type FileSystem, writeAtomically } from '../../base/files/atomic-write';
import { isFolder, removeFolder } from '../../base/files/folder-system';
import { readStart, withRegularFile } from '../../base/files/regular-file';
import { readableSlots, type Slots, slotsHeadSchema, slotsVersion } from './slots-format';

/** This is far more than 16 slots need. */
const mostBytes = 64 * 1024;
/** The deepest nesting that is parsed. The format needs four levels. */
const deepest = 16;

/**
 * The bytes of the file that slots were read from. Slots that were made or changed here are other objects and have no
 * entry. So a form that was read stays as it is until something in it changes.
 */
const bytesRead = new WeakMap<Slots, Buffer>();

/**
 * Reads and checks `slots.json`. Changes nothing. The slots carry the bytes of the file ({@link slotsBytes}).
 *
 * Errors: `vault-foreign` (it is no regular file, is too large, or is the JSON of something else), `vault-damaged`,
 * `vault-newer`, those of the file system.
 */
export function readSlots(path: string): Slots {
  const bytes = withRegularFile(path, 'read', (file, size) => {
    if (size > mostBytes) fail('vault-foreign', { file: path });
    return readStart(file, mostBytes);
  });
  const damaged = () => fail('vault-damaged', { file: path, part: 'slots' });
  const read = readJson(bytes.toString('utf8'), deepest);
  if (!read.ok) return damaged();
  const json = read.value;
  const head = slotsHeadSchema.safeParse(json);
  if (!head.success) {
    // If our format's name is in it, it is a broken file of ours. Otherwise it is somebody else's.
    const ours = typeof json === 'object' && json !== null && 'format' in json && json.format === 'keyfold-slots';
    return ours ? damaged() : fail('vault-foreign', { file: path });
  }
  if (head.data.version > slotsVersion) {
    fail('vault-newer', { file: path, found: head.data.version, supported: slotsVersion });
  }
  const slots = readableSlots.safeParse(json);
  if (!slots.success) return damaged();
  bytesRead.set(slots.data, bytes);
  return slots.data;
}

/**
 * Returns the file's bytes for these slots: those that they were read from, whatever the version of that file, or a
 * file of the present version for slots that were made or changed here.
 */
export const slotsBytes = (slots: Slots): Buffer =>
  bytesRead.get(slots) ?? Buffer.from(`${JSON.stringify(slots, null, 2)}\n`, 'utf8');

/**
 * Writes `slots.json` completely or not at all.
 * - `create` fails with the system's `EEXIST` if there is one.
 * - `replace` keeps the former file as `slots.json.bak`.
 * - `replace-all` leaves no copy of the former file, because what was in it (a former password's wrap) must not open
 *   anything any more. `slots.json.bak` then has the new content too. It is written first, so that `slots.json` is
 *   complete at every moment.
 */
export function writeSlots(
  path: string,
  slots: Slots,
  mode: 'create' | 'replace' | 'replace-all',
  system: FileSystem = fs,
): void {
  const bytes = slotsBytes(slots);
  const previous = `${path}.bak`;
  // A folder of such a name would stop every change of the password.
  for (const own of [previous, `${path}.new`, `${previous}.new`]) if (isFolder(own)) removeFolder(own);
  const write = (target: string, more: { mode: 'create' | 'replace'; previous?: string }) =>
    writeAtomically({ target, temporary: `${target}.new`, bytes, ...more }, system);
  if (mode === 'create') write(path, { mode });
  else if (mode === 'replace') write(path, { mode, previous });
  else {
    write(previous, { mode: 'replace' });
    write(path, { mode: 'replace' });
  }
}
