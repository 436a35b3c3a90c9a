import { createHash } from 'node:crypto';
import type { VaultDatabase } from '../database/database';
import type { Slots } from '../keyring/slots-format';

/**
 * The database knows which slots file belongs to it, so that an older one put back, and with it a password of before,
 * is noticed. The file is replaced between two notes: what comes next, what stands there. A crash leaves it as one of
 * them.
 */

/** Of what the slots say, in whichever order their members stand and however often they were written. */
export const hashOf = ({ generation: _, ...said }: Slots): Buffer =>
  createHash('sha256').update(JSON.stringify(said, inOrder)).digest();

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** These slots are about to take their place in the file. To be called, and on the disk, before that. */
export function expectSlots(database: VaultDatabase, slots: Slots): void {
  database.write(() => database.run('UPDATE meta SET slots_next = ?', hashOf(slots)));
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
