import type { AuditAction, AuditRow } from '../../common/audit/actions';
import { effectNames } from '../../common/effect-names';
import { effects } from '../../common/effects';
import type { Reader } from '../store/database/database';
import { auditColumns, type StoredAuditRow } from './chain';
import { toAuditRow } from './rows';

/** Effects of leaving that leave nothing of a key behind outside of the vault. */
const stays: readonly AuditAction[] = ['reveal-allowed', 'reveal-displayed', 'receipt-saved', 'audit-exported'];

/** The actions of rows that tell of a key which left the vault, other than by being looked at. */
const leavingActions: readonly AuditAction[] = [
  ...new Set(effectNames.filter((name) => name.startsWith('leave.')).map((name) => effects[name].action)),
].filter((action) => !stays.includes(action));

/**
 * Returns the last rows in which something of this key has left the vault: exports, CSV files, tools, copies, and
 * originals that were saved. Newest first, `most` at most, and how many there are in all.
 */
export function leavingsOf(database: Reader, key: string, most: number): { total: number; rows: AuditRow[] } {
  const where = `WHERE key_id = ? AND outcome = 'ok' AND action IN (SELECT value FROM json_each(?))
    AND NOT (action = 'copy' AND detail LIKE '%"part":"accessKeyId"%')`;
  const values = [key, JSON.stringify(leavingActions)];
  const total = database.get<{ total: number }>(`SELECT count(*) AS total FROM audit ${where}`, ...values)?.total ?? 0;
  const last = `SELECT ${auditColumns} FROM audit ${where} ORDER BY number DESC LIMIT ?`;
  return { total, rows: database.all<StoredAuditRow>(last, ...values, most).map(toAuditRow) };
}
