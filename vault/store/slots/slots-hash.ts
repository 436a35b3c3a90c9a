import { createHash } from 'node:crypto';
import { type AuditAction, auditActions } from '../../../common/audit/actions';
import type { Reader, VaultDatabase } from '../database/database';
import { slotsBytes } from './slots-file';
import type { Slots } from './slots-format';

/**
 * The database knows which slots file belongs to it. If an older one is put back, and a former password with it, that
 * is noticed. There are two notes, one before the file is replaced and one after it: which slots come next, and which
 * slots are there. After a crash the file fits one of them.
 */

/** What a slots file says, in the form of its own version. */
type Said = Readonly<Record<string, unknown>>;

/**
 * Returns what the file says. This is parsed from the file's bytes, not taken from `slots`: what this program reads
 * into an older file would give it another digest with each new version.
 */
const saidBy = (slots: Slots): Said => JSON.parse(slotsBytes(slots).toString('utf8')) as Said;

const digestOf = (said: Said): Buffer => createHash('sha256').update(JSON.stringify(said, inOrder)).digest();

const withoutGeneration = ({ generation: _, ...said }: Said): Said => said;

/**
 * Returns every digest that a database may have of these slots. The first is the one that is stored today. Former
 * programs stored the second one, with the file's generation, or that of a version 2 for a file of version 1. These
 * two stay as they are, whatever the present version is: a vault that has one must not be taken for an older copy.
 */
function digestsOf(slots: Slots): Buffer[] {
  const said = saidBy(slots);
  const asVersion2 = { ...said, version: 2, sealing: 'wanted' };
  const forms = [withoutGeneration(said), said, ...(said.version === 1 ? [withoutGeneration(asVersion2)] : [])];
  return forms.map(digestOf);
}

/** Returns the digest of what the slots say. The order of members and the file's generation don't change it. */
const hashOf = (slots: Slots): Buffer => digestOf(withoutGeneration(saidBy(slots)));

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
  const digests = digestsOf(slots);
  const isOneOf = (stored: Buffer | null | undefined) => digests.some((digest) => stored?.equals(digest));
  if (isOneOf(noted?.hash)) return { are: 'noted', untold: null };
  if (noted?.next && isOneOf(noted.next.subarray(0, digestLength))) {
    const told = noted.next.subarray(digestLength).toString('utf8');
    return { are: 'next', untold: auditActions.find((action) => action === told) ?? null };
  }
  return { are: noted?.hash ? 'others' : 'unknown', untold: null };
}
