import { createHmac } from 'node:crypto';
import { canonical } from '../base/crypto/canonical';
import { sameBytes } from '../base/crypto/same-bytes';
import type { Reader, Writer } from '../store/database/database';

/**
 * What the vault keeps of the files into which its oldest rows were moved (docs/audit-archive.md): which rows they are,
 * how the chain goes on behind them, and the digest of each file. So an archive is known again, also after the vault
 * got new keys.
 */

/** One archive. */
export interface Archive {
  /** The numbers of the first and the last row. */
  first: number;
  last: number;
  /** The mac of the row before the first; `null` if there is none. */
  before: Buffer | null;
  /** The mac of the last row. */
  mac: Buffer;
  /** Milliseconds since the epoch. */
  at: number;
  /** SHA-256 of the file. */
  digest: Buffer;
  seal: Buffer;
}

const columns = 'first, last, before, mac, at, digest, seal';

/** Returns all archives, the oldest first. */
export function listArchives(database: Reader): Archive[] {
  return database.all<Archive>(`SELECT ${columns} FROM audit_archive ORDER BY last`);
}

/** Returns the archive behind which the log begins, or `null` if the log begins with its first row. */
export function lastArchive(database: Reader): Archive | null {
  return database.get<Archive>(`SELECT ${columns} FROM audit_archive ORDER BY last DESC LIMIT 1`) ?? null;
}

/** Returns the mac over what is kept of an archive. `key` is the chain's key. */
function archiveSeal(key: Uint8Array, { first, last, before, mac, at, digest }: Omit<Archive, 'seal'>): Buffer {
  return createHmac('sha256', key)
    .update(canonical('keyfold audit archive', 1, first, last, at, before?.toString('hex') ?? ''))
    .update(mac)
    .update(digest)
    .digest();
}

/**
 * Returns the number of the first row that is in no archive though it should be, or of which the archive's record was
 * changed; `null` if every archive follows the one before.
 */
export function brokenArchive(database: Reader, key: Uint8Array): number | null {
  let last = 0;
  let mac: Buffer | null = null;
  for (const archive of listArchives(database)) {
    const follows = archive.first === last + 1 && (mac === null ? archive.before === null : same(archive.before, mac));
    if (!follows || !sameBytes(archive.seal, archiveSeal(key, archive))) return last + 1;
    last = archive.last;
    mac = archive.mac;
  }
  return null;
}

const same = (one: Buffer | null, other: Buffer) => one !== null && sameBytes(one, other);

/** Stores what is kept of a new archive, and removes its rows from the log. Must be called inside a `write`. */
export function moveToArchive(database: Writer, key: Uint8Array, archive: Omit<Archive, 'seal'>): void {
  const { first, last, before, mac, at, digest } = archive;
  database.run(
    `INSERT INTO audit_archive (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    first,
    last,
    before,
    mac,
    at,
    digest,
    archiveSeal(key, archive),
  );
  const { changes } = database.run('DELETE FROM audit WHERE number <= ?', last);
  if (changes !== last - first + 1) throw new Error('archived rows');
}

/**
 * Seals what is kept of the archives anew, for a log that gets another chain key. A record that was changed stays
 * broken. Must be called inside a `write`.
 */
export function resealArchives(database: Writer, former: Uint8Array, next: Uint8Array): void {
  for (const archive of listArchives(database)) {
    const whole = sameBytes(archive.seal, archiveSeal(former, archive));
    const seal = whole ? archiveSeal(next, archive) : Buffer.alloc(32);
    database.run('UPDATE audit_archive SET seal = ? WHERE last = ?', seal, archive.last);
  }
}
