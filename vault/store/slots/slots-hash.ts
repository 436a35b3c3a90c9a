import { createHash } from 'node:crypto';
import { type AuditAction, auditActions } from '../../../common/audit/actions';
import type { VaultDatabase } from '../database/database';
import type { Slots } from './slots-format';

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

/** Bytes of a digest; what follows it in a note of what comes next is the action that the log is to tell of. */
const digestLength = 32;

/**
 * These slots are about to take their place in the file. To be called, and on the disk, before that. `action`: what the
 * log will tell of it once they have, so that a crash between the two does not keep it from being told.
 */
export function expectSlots(database: VaultDatabase, slots: Slots, action: AuditAction | null = null): void {
  const note = Buffer.concat([hashOf(slots), Buffer.from(action ?? '', 'utf8')]);
  database.write(() => database.run('UPDATE meta SET slots_next = ?', note));
}

/** These slots stand in the file now. */
export function noteSlots(database: VaultDatabase, slots: Slots): void {
  database.write(() => database.run('UPDATE meta SET slots_hash = ?, slots_next = NULL', hashOf(slots)));
}

export interface SlotsFound {
  /** Whether these slots are those that were written last; `unknown` in a vault from before there were notes. */
  are: 'noted' | 'next' | 'unknown' | 'others';
  /** They took their place, and a crash kept the log from telling of it. */
  untold: AuditAction | null;
}

/** Compares the slots with the notes of them. */
export function findSlots(database: VaultDatabase, slots: Slots): SlotsFound {
  const noted = database.get<{ hash: Buffer | null; next: Buffer | null }>(
    'SELECT slots_hash AS hash, slots_next AS next FROM meta',
  );
  const hash = hashOf(slots);
  if (noted?.hash?.equals(hash)) return { are: 'noted', untold: null };
  if (noted?.next?.subarray(0, digestLength).equals(hash)) {
    const told = noted.next.subarray(digestLength).toString('utf8');
    return { are: 'next', untold: auditActions.find((action) => action === told) ?? null };
  }
  return { are: noted?.hash ? 'others' : 'unknown', untold: null };
}
