import type { AuditAction, AuditFacts, AuditOutcome } from '../../common/audit/actions';
import type { ErrorCode } from '../../common/errors';
import type { Reader, VaultDatabase } from '../store/database/database';
import { type Insertion, inParts, insertRows, mostRows } from '../store/database/insertion';
import { type ChainHead, headSeal, isWholeHead, rowMac, type StoredAuditRow } from './chain';
import { type AuditSubject, detailOf, holderFacts } from './facts';

/** A row to be written. */
export interface AuditEntry {
  action: AuditAction;
  key?: AuditSubject | null;
  /** `ok` if it is left out. */
  outcome?: AuditOutcome;
  code?: ErrorCode;
  facts?: AuditFacts;
  /**
   * In milliseconds since the epoch, for something that happened while the vault was closed. If it is left out, the
   * time is now.
   */
  at?: number;
}

export interface AuditLog {
  /**
   * Writes a row. Inside a `write` it is part of that transaction. Before a transaction is begun, {@link settle} must
   * be called.
   */
  append(entry: AuditEntry): void;
  /**
   * Writes rows in one go, with one record of the last row for all of them. Must be called inside a `write`. Rows that
   * are added in another way meanwhile break the chain.
   */
  several(act: (append: (entry: AuditEntry) => void) => void): void;
  /**
   * Sets an act that must run before any other row is written: it writes down the unlocking. It runs once, outside of
   * other transactions.
   */
  before(act: () => void): void;
  /** Runs the act of {@link before} if it has not run yet. If it fails, it stays waiting. */
  settle(): void;
}

export interface AuditLogNeeds {
  database: VaultDatabase;
  /** The chain's key. */
  key: Uint8Array;
  /** The local user's name. */
  actor: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs in the same transaction as every row. */
  beside?(): void;
}

/**
 * Is used instead of the former row's mac if the head was changed. No real mac has this value, so the chain stays
 * broken there.
 */
export const brokenHead = Buffer.alloc(32, 0xff);

const auditTable: Insertion = {
  table: 'audit',
  own: ['number', 'at', 'key_id', 'last_four', 'key_name', 'detail', 'mac'],
  shared: ['actor', 'action', 'profile', 'outcome', 'code'],
};

/** Opens the log of an open vault for writing. */
export function createAuditLog({ database, key, actor, now, beside }: AuditLogNeeds): AuditLog {
  let waiting: (() => void) | null = null;

  const settle = () => {
    waiting?.();
    waiting = null;
  };

  /** Returns the row after which the next one is chained. */
  const lastRow = (): { number: number; mac: Buffer | null } => {
    const head = readHead(database);
    const last = database.get<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM audit')?.number ?? 0;
    // Somebody else may have added a row at the end. It is left there, so that the check finds it, and new rows are
    // still written.
    return { number: Math.max(head.number, last), mac: isWholeHead(key, head) ? head.mac : brokenHead };
  };

  /** Returns the row that follows the last one. */
  const rowAfter = (
    last: { number: number; mac: Buffer | null },
    { action, key: subject, outcome = 'ok', code, facts = {}, at = now() }: AuditEntry,
  ): StoredAuditRow => {
    const number = last.number + 1;
    const row: StoredAuditRow = {
      number,
      at,
      actor,
      action,
      keyId: subject?.id ?? '',
      lastFour: subject?.accessKeyId.slice(-4) ?? '',
      keyName: subject?.name ?? '',
      provider: subject?.provider ?? '',
      outcome,
      code: code ?? '',
      detail: detailOf({ ...holderFacts(subject ?? null), ...facts }),
      mac: brokenHead,
    };
    row.mac = rowMac(key, row, last.mac);
    return row;
  };

  const insert = (rows: readonly StoredAuditRow[]) => {
    const inserted = rows.map((row) => ({
      own: [row.number, row.at, row.keyId, row.lastFour, row.keyName, row.detail, row.mac],
      shared: [row.actor, row.action, row.provider, row.outcome, row.code],
    }));
    insertRows(database, auditTable, inserted);
  };

  const several: AuditLog['several'] = (act) => {
    let last = lastRow();
    const first = last.number;
    let waiting: StoredAuditRow[] = [];
    act((entry) => {
      const row = rowAfter(last, entry);
      last = row;
      waiting.push(row);
      if (waiting.length < mostRows) return;
      insert(waiting);
      waiting = [];
    });
    for (const rows of inParts(waiting)) insert(rows);
    const { number, mac } = last;
    if (number === first || mac === null) return;
    const record = 'UPDATE meta SET audit_number = ?, audit_mac = ?, audit_seal = ?';
    database.runOne(record, number, mac, headSeal(key, number, mac));
    beside?.();
  };

  return {
    append(entry) {
      database.write(() => several((add) => add(entry)));
    },
    several,
    before(act) {
      waiting = act;
    },
    settle,
  };
}

/** Returns the record of the last row. */
export function readHead(database: Reader): ChainHead {
  const head = database.get<ChainHead>('SELECT audit_number AS number, audit_mac AS mac, audit_seal AS seal FROM meta');
  return head ?? { number: 0, mac: null, seal: null };
}
