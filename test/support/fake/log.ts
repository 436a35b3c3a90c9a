import type { AuditFilter, AuditRow } from '../../../common/audit/actions';
import type { KeyRow } from '../../../common/keys/access-key';

/** Rows of the operation log as the vault gives them to the main view, all made up. */

/** A row as a test names it; what it leaves out is as of an act that went well, on no key. */
export function logRow(
  given: Partial<Omit<AuditRow, 'key'>> & Pick<AuditRow, 'number' | 'action'>,
  key?: KeyRow,
): AuditRow {
  return {
    at: Date.now() - 60_000 + given.number,
    actor: 'ada',
    outcome: 'ok',
    code: null,
    facts: {},
    ...given,
    key: key ? { id: key.id, name: key.name, lastFour: key.accessKeyId.slice(-4), provider: key.provider } : null,
  };
}

/** The rows that fit a filter, but for its times; the newest first, as the vault gives them. */
export function logFound(rows: readonly AuditRow[], { action, outcome, keyId, text }: AuditFilter): AuditRow[] {
  return rows
    .filter((row) => action === null || row.action === action)
    .filter((row) => outcome === null || row.outcome === outcome)
    .filter((row) => keyId === null || row.key?.id === keyId)
    .filter((row) => `${row.key?.name ?? ''}\n${row.key?.lastFour ?? ''}\n${row.actor}`.includes(text))
    .toSorted((a, b) => b.number - a.number);
}
