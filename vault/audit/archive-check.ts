import { createHash, type KeyObject } from 'node:crypto';
import type { ArchiveProblem } from '../../common/audit/archive';
import { sameBytes } from '../base/crypto/same-bytes';
import type { Reader } from '../store/database/database';
import { publicHex, type ReadArchive, readArchive } from './archive-file';
import { type Archive, listArchives } from './archives';
import { rowMac } from './chain';

/** What a check of an archive needs of the vault. */
export interface ArchiveNeeds {
  database: Reader;
  vaultId: string;
  /** The chain's key. */
  key: Uint8Array;
  /** The key that signs this vault's archives. */
  signer: KeyObject;
}

/** What is in the file, and the first thing that is wrong with it. */
export interface ArchiveFound {
  first: number;
  last: number;
  problem: ArchiveProblem | null;
}

/**
 * Checks an archive against the vault: its signature, the mac of each row, the numbers, and that the vault's log goes
 * on behind it. Returns `null` if the bytes are no whole archive.
 */
export function checkArchive(bytes: Buffer, needs: ArchiveNeeds): ArchiveFound | null {
  const read = readArchive(bytes);
  if (read === null) return null;
  const { first, last } = read.head;
  return { first, last, problem: problemOf(read, createHash('sha256').update(bytes).digest(), needs) };
}

function problemOf(read: ReadArchive, digest: Buffer, needs: ArchiveNeeds): ArchiveProblem | null {
  const { database, vaultId, signer } = needs;
  const { head, rows, signed } = read;
  if (head.vault !== vaultId) return { kind: 'foreign' };
  if (!signed) return { kind: 'signature' };
  const known = listArchives(database).find((archive) => sameBytes(archive.digest, digest)) ?? null;
  const ours = head.publicKey === publicHex(signer);
  // After the vault got new keys, only the digest tells that an older archive is its own.
  if (!ours && known === null) return { kind: 'signature' };
  const broken = brokenRow(read, ours ? needs.key : null);
  if (broken !== null) return { kind: 'row', row: broken };
  const end = rows.at(-1)?.mac.toString('hex');
  if (rows.length !== head.last - head.first + 1 || end !== head.after) return { kind: 'row', row: head.last };
  return isLinked(read, known, database) ? null : { kind: 'unlinked' };
}

/** Returns the first row whose number or mac is wrong. Without the key, only the numbers can be checked. */
function brokenRow({ head, rows }: ReadArchive, key: Uint8Array | null): number | null {
  let mac: Buffer | null = head.before === null ? null : Buffer.from(head.before, 'hex');
  let number = head.first;
  for (const row of rows) {
    if (row.number !== number) return number;
    if (key !== null && !sameBytes(row.mac, rowMac(key, row, mac))) return number;
    mac = row.mac;
    number += 1;
  }
  return null;
}

/** Returns whether the vault knows these rows: by the archive, by another file of the same rows, or it has them still. */
function isLinked({ head, rows }: ReadArchive, known: Archive | null, database: Reader): boolean {
  const end = rows.at(-1)?.mac;
  if (!end) return false;
  const archive = known ?? listArchives(database).find(({ last }) => last === head.last);
  if (archive) return archive.first <= head.first && archive.last === head.last && sameBytes(archive.mac, end);
  const row = database.get<{ mac: Buffer }>('SELECT mac FROM audit WHERE number = ?', head.last);
  return row !== undefined && sameBytes(row.mac, end);
}
