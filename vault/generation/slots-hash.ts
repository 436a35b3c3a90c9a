import { createHash } from 'node:crypto';
import type { VaultDatabase } from '../database/database';
import { writeSlots } from '../keyring/slots-file';
import type { Slots } from '../keyring/slots-format';
import type { OpenVault } from '../session';

/**
 * The database knows which slots file belongs to it, so that an older one put back, and with it a password of before,
 * is noticed. The file is replaced between two notes: what comes next, what stands there. A crash leaves it as one of
 * them.
 */

/** Of what the slots say, in whichever order their members stand. */
export const hashOf = (slots: Slots): Buffer => createHash('sha256').update(JSON.stringify(slots, inOrder)).digest();

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Replaces the vault's slots file. Errors: those of the file system; then the file is the former one. */
export function replaceSlots(vault: Pick<OpenVault, 'paths' | 'database' | 'slots'>, slots: Slots): void {
  const { database, paths } = vault;
  const hash = hashOf(slots);
  database.write(() => database.run('UPDATE meta SET slots_next = ?', hash));
  writeSlots(paths.slots, slots, 'replace');
  vault.slots = slots;
  noteSlots(database, slots);
}

/** These slots stand in the file now. */
export function noteSlots(database: VaultDatabase, slots: Slots): void {
  database.write(() => database.run('UPDATE meta SET slots_hash = ?, slots_next = NULL', hashOf(slots)));
}

/** Whether these slots are those that were written last; `unknown` in a vault from before there were notes. */
export function slotsAre(database: VaultDatabase, slots: Slots): 'noted' | 'next' | 'unknown' | 'others' {
  const noted = database.get<{ hash: Buffer | null; next: Buffer | null }>(
    'SELECT slots_hash AS hash, slots_next AS next FROM meta',
  );
  const hash = hashOf(slots);
  if (noted?.hash?.equals(hash)) return 'noted';
  if (noted?.next?.equals(hash)) return 'next';
  return noted?.hash ? 'others' : 'unknown';
}
