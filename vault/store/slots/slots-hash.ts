import { createHash } from 'node:crypto';
import { type AuditAction, auditActions } from '../../../common/audit/actions';
import type { Reader, VaultDatabase } from '../database/database';
import type { Slots } from './slots-format';

/**
 * The database knows which slots file belongs to it. If an older one is put back, and a former password with it, that
 * is noticed. There are two notes, one before the file is replaced and one after it: which slots come next, and which
 * slots are there. After a crash the file fits one of them.
 */

/** Returns the hash of what the slots say. The order of members and the file's generation don't change it. */
export const hashOf = ({ generation: _, ...said }: Slots): Buffer =>
  createHash('sha256').update(JSON.stringify(said, inOrder)).digest();

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Bytes of a digest. In a note of the next slots, the digest is followed by the action that the log must report. */
const digestLength = 32;

/**
 * Notes that these slots will be put into the file next. Must be called, and be on the disk, before that. `action` is
 * what the log will report of it afterwards. With it, the log reports it even if there is a crash in between.
 */
export function expectSlots(database: VaultDatabase, slots: Slots, action: AuditAction | null = null): void {
  const note = Buffer.concat([hashOf(slots), Buffer.from(action ?? '', 'utf8')]);
  database.write(() => database.run('UPDATE meta SET slots_next = ?', note));
}

/** Notes that these slots are in the file now. */
export function noteSlots(database: VaultDatabase, slots: Slots): void {
  database.write(() => database.run('UPDATE meta SET slots_hash = ?, slots_next = NULL', hashOf(slots)));
}

export interface SlotsFound {
  /** Says if these slots are those that were written last. `unknown`: the vault is from before there were notes. */
  are: 'noted' | 'next' | 'unknown' | 'others';
  /** The action that the log did not report, because of a crash after these slots were put into the file. */
  untold: AuditAction | null;
}

/** Compares the slots with the notes of them. */
export function findSlots(database: Reader, slots: Slots): SlotsFound {
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
