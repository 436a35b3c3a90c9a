import {
  type AuditAction,
  type AuditFacts,
  type AuditFilter,
  type AuditOutcome,
  type AuditRow,
  auditTexts,
} from '../../common/audit/actions';
import type { ErrorCode } from '../../common/errors';
import type { ProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { auditColumns, type StoredAuditRow } from './chain';

/** Returns one window of the rows that fit the filter, newest first, and how many there are in all. */
export function listAudit(
  database: Reader,
  filter: AuditFilter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: AuditRow[] } {
  const { where, values } = conditionsOf(filter);
  const total = database.get<{ total: number }>(`SELECT count(*) AS total FROM audit ${where}`, ...values)?.total ?? 0;
  const rows = database.all<StoredAuditRow>(
    `SELECT ${auditColumns} FROM audit ${where} ORDER BY number DESC LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  return { total, rows: rows.map(toAuditRow) };
}

/** Returns every row that fits the filter, oldest first, with its mac. */
export function allAudit(database: Reader, filter: AuditFilter): { row: AuditRow; mac: Buffer }[] {
  const { where, values } = conditionsOf(filter);
  const rows = database.all<StoredAuditRow>(`SELECT ${auditColumns} FROM audit ${where} ORDER BY number`, ...values);
  return rows.map((row) => ({ row: toAuditRow(row), mac: row.mac }));
}

// If a row was changed, its facts may be no JSON. Then nothing is found in them.
// Most rows are left out by the text as it is stored, which is quicker than reading it as JSON.
const inFacts = `(detail LIKE ? ESCAPE '\\' AND EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(detail) THEN detail ELSE '{}' END)
  WHERE key IN (${Object.keys(auditTexts)
    .map((name) => `'${name}'`)
    .join(', ')}) AND value LIKE ? ESCAPE '\\'))`;

/** Returns the pattern of LIKE for a text that stands anywhere. */
const patternOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function conditionsOf({ action, outcome, keyId, text, from, to }: AuditFilter): {
  where: string;
  values: (string | number)[];
} {
  const parts: [string, ...(string | number)[]][] = [];
  if (action !== null) parts.push(['action = ?', action]);
  if (outcome !== null) parts.push(['outcome = ?', outcome]);
  if (keyId !== null) parts.push(['key_id = ?', keyId]);
  if (from !== null) parts.push(['at >= ?', from]);
  if (to !== null) parts.push(['at < ?', to]);
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 20)) {
    const pattern = patternOf(word);
    const inJson = patternOf(JSON.stringify(word).slice(1, -1));
    const like = ['key_name', 'last_four', 'actor'].map((column) => `${column} LIKE ? ESCAPE '\\'`);
    parts.push([`(${[...like, inFacts].join(' OR ')})`, pattern, pattern, pattern, inJson, pattern]);
  }
  const where = parts.length === 0 ? '' : `WHERE ${parts.map(([sql]) => sql).join(' AND ')}`;
  return { where, values: parts.flatMap(([, ...bound]) => bound) };
}

/** Returns a row as it is told. */
export function toAuditRow(stored: StoredAuditRow): AuditRow {
  const { number, at, actor, keyId, keyName, lastFour, code } = stored;
  const key = { id: keyId, name: keyName, lastFour, provider: stored.provider as ProviderId };
  return {
    number,
    at,
    actor,
    // Only this process writes rows, and only with values from the closed lists. If a row was changed, the check
    // reports that, not this function.
    action: stored.action as AuditAction,
    key: keyId === '' ? null : key,
    outcome: stored.outcome as AuditOutcome,
    code: code === '' ? null : (code as ErrorCode),
    facts: factsIn(stored.detail),
  };
}

function factsIn(detail: string): AuditFacts {
  try {
    const facts: unknown = JSON.parse(detail);
    return typeof facts === 'object' && facts !== null ? (facts as AuditFacts) : {};
  } catch {
    // The row was changed behind Keyfold's back, and the check reports that.
    return {};
  }
}
