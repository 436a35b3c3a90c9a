import * as fs from 'node:fs';
import type { FileSystem } from '../../base/files/atomic-write';
import type { VaultDatabase } from '../database/database';
import { slotsBytes, writeSlots } from './slots-file';
import type { Slots } from './slots-format';

/**
 * Replaces the slots beside an open database, which compares them from then on. `mode` is as in {@link writeSlots}.
 * Errors: `vault-replaced`, those of the file system.
 */
export function writeOpenSlots(
  { files }: Pick<VaultDatabase, 'files'>,
  path: string,
  slots: Slots,
  mode: 'replace' | 'replace-all',
  system: FileSystem = fs,
): void {
  // If another vault is at the path by now, these slots would lock its owner out.
  files?.checkPlaces();
  try {
    writeSlots(path, slots, mode, system);
  } finally {
    // After an error it may be these slots or the former ones.
    files?.slotsWritten(slotsBytes(slots));
  }
}
