import type { AuditCheck } from '../../common/audit/actions';
import { sameBytes } from '../base/crypto/same-bytes';
import type { Reader } from '../store/database/database';
import { brokenArchive, lastArchive } from './archives';
import { auditColumns, isWholeHead, rowMac, type StoredAuditRow } from './chain';
import { brokenHead, readHead } from './log';

/** The number of rows that are read in one go. Between two such parts, other calls have their turn. */
const stride = 500;

/**
 * Checks the whole chain and returns the first row at which it breaks. `key` is the chain's key. `now` returns
 * milliseconds since the epoch.
 */
export async function checkChain(database: Reader, key: Uint8Array, now: () => number): Promise<AuditCheck> {
  // The log goes on behind the rows that were moved into archives.
  const start = lastArchive(database);
  let last = start?.last ?? 0;
  let rows = 0;
  let mac = start?.mac ?? null;
  const done = (broken: AuditCheck['broken']): AuditCheck => ({ at: now(), rows, broken });
  const unarchived = brokenArchive(database, key);
  if (unarchived !== null) return done({ row: unarchived, kind: 'archive' });
  for (;;) {
    const next: StoredAuditRow[] = database.all<StoredAuditRow>(
      `SELECT ${auditColumns} FROM audit WHERE number > ? ORDER BY number LIMIT ?`,
      last,
      stride,
    );
    for (const row of next) {
      if (row.number !== last + 1) return done({ row: last + 1, kind: 'missing' });
      if (!sameBytes(row.mac, rowMac(key, row, mac))) {
        const head = sameBytes(row.mac, rowMac(key, row, brokenHead));
        return done({ row: row.number, kind: head ? 'head' : 'changed' });
      }
      mac = row.mac;
      last = row.number;
      rows += 1;
    }
    // This is compared in the same turn in which the last rows were read, so that no row is added in between.
    if (next.length < stride) return done(tailOf(database, key, last, mac));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function tailOf(database: Reader, key: Uint8Array, last: number, mac: Buffer | null): AuditCheck['broken'] {
  const head = readHead(database);
  if (head.number > last) return { row: last + 1, kind: 'cut' };
  const same =
    head.number === last && (mac === null ? head.mac === null : head.mac !== null && sameBytes(head.mac, mac));
  return same && isWholeHead(key, head) ? null : { row: Math.max(last, 1), kind: 'head' };
}
