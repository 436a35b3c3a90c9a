import * as fs from 'node:fs';
import { fail } from '../../../common/errors';
import { type FileSystem, writeAtomically } from '../../base/files/atomic-write';
import { readStart, withRegularFile } from '../../base/files/regular-file';
import { readableSlots, type Slots, slotsHeadSchema, slotsVersion } from './slots-format';

/** Far above what 16 slots take. */
const mostBytes = 64 * 1024;

/**
 * Reads and checks `slots.json`; changes nothing. Errors: `vault-foreign` (no regular file, too large, JSON of
 * something else), `vault-damaged`, `vault-newer`, those of the file system.
 */
export function readSlots(path: string): Slots {
  const text = withRegularFile(path, 'read', (file, size) => {
    if (size > mostBytes) fail('vault-foreign', { file: path });
    return readStart(file, mostBytes).toString('utf8');
  });
  const damaged = () => fail('vault-damaged', { file: path, part: 'slots' });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    damaged();
  }
  const head = slotsHeadSchema.safeParse(json);
  if (!head.success) {
    // Our own name in it tells a broken file from somebody else's.
    const ours = typeof json === 'object' && json !== null && 'format' in json && json.format === 'keyfold-slots';
    return ours ? damaged() : fail('vault-foreign', { file: path });
  }
  if (head.data.version > slotsVersion) {
    fail('vault-newer', { file: path, found: head.data.version, supported: slotsVersion });
  }
  const slots = readableSlots.safeParse(json);
  return slots.success ? slots.data : damaged();
}

/** The file's bytes for these slots. */
export const slotsBytes = (slots: Slots): Buffer => Buffer.from(`${JSON.stringify(slots, null, 2)}\n`, 'utf8');

/**
 * Writes `slots.json` whole or not at all. `create` refuses an existing one with the system's `EEXIST`; `replace`
 * keeps the former as `slots.json.bak`; `replace-all` leaves no copy of the former: what it had (a former password's
 * wrap) is to open nothing any more. There `slots.json.bak` is the new one too, and is written first, so that at every
 * moment `slots.json` is whole.
 */
export function writeSlots(
  path: string,
  slots: Slots,
  mode: 'create' | 'replace' | 'replace-all',
  system: FileSystem = fs,
): void {
  const bytes = slotsBytes(slots);
  const previous = `${path}.bak`;
  const write = (target: string, more: { mode: 'create' | 'replace'; previous?: string }) =>
    writeAtomically({ target, temporary: `${target}.new`, bytes, ...more }, system);
  if (mode === 'create') write(path, { mode });
  else if (mode === 'replace') write(path, { mode, previous });
  else {
    write(previous, { mode: 'replace' });
    write(path, { mode: 'replace' });
  }
}
