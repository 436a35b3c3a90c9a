import type { AuditAction, AuditFacts, AuditOutcome } from '../../common/audit/actions';
import type { ErrorCode } from '../../common/errors';
import type { VaultDatabase } from '../store/database/database';
import { type ChainHead, headSeal, isWholeHead, rowMac } from './chain';

/** The key that a row tells of, as it was then. */
export interface AuditSubject {
  id: string;
  name: string;
  accessKeyId: string;
  provider: string;
}

/** A row to be written. */
export interface AuditEntry {
  action: AuditAction;
  key?: AuditSubject | null;
  /** `ok` where left out. */
  outcome?: AuditOutcome;
  code?: ErrorCode;
  facts?: AuditFacts;
  /** Milliseconds since the epoch, for what happened while the vault was closed; else now. */
  at?: number;
}

export interface AuditLog {
  /**
   * Writes a row; inside a `write` it is part of that transaction. Whoever begins a transaction calls {@link settle}
   * before it.
   */
  append(entry: AuditEntry): void;
  /** What must be written before any other row, once and in a transaction of its own: the unlocking itself. */
  before(act: () => void): void;
  /** Writes what waits, if anything does. Where that fails it goes on waiting. */
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
  /** Runs in the transaction of every row. */
  beside?(): void;
}

/** Stands in the place of the mac before, where the head was found changed: the chain never closes over it. */
export const brokenHead = Buffer.alloc(32, 0xff);

/** Opens the log of an open vault for writing. */
export function createAuditLog({ database, key, actor, now, beside }: AuditLogNeeds): AuditLog {
  let waiting: (() => void) | null = null;

  const settle = () => {
    waiting?.();
    waiting = null;
  };

  const insert = ({ action, key: subject, outcome = 'ok', code, facts = {}, at = now() }: AuditEntry) => {
    const head = readHead(database);
    const last = database.get<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM audit')?.number ?? 0;
    // A row of someone else's may stand at the end: it is left there for the check to find, and nothing is held up.
    const number = Math.max(head.number, last) + 1;
    const row = {
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
      detail: detailOf(facts),
    };
    const mac = rowMac(key, row, isWholeHead(key, head) ? head.mac : brokenHead);
    database.run(
      `INSERT INTO audit (number, at, actor, action, key_id, last_four, key_name, profile, outcome, code, detail, mac)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...Object.values(row),
      mac,
    );
    database.run(
      'UPDATE meta SET audit_number = ?, audit_mac = ?, audit_seal = ?',
      number,
      mac,
      headSeal(key, number, mac),
    );
  };

  return {
    append(entry) {
      database.write(() => {
        insert(entry);
        beside?.();
      });
    },
    before(act) {
      waiting = act;
    },
    settle,
  };
}

/** The record of the last row. */
export function readHead(database: VaultDatabase): ChainHead {
  const head = database.get<ChainHead>('SELECT audit_number AS number, audit_mac AS mac, audit_seal AS seal FROM meta');
  return head ?? { number: 0, mac: null, seal: null };
}

/** The facts as they are stored: in one order, so that the same facts are the same bytes. */
function detailOf(facts: AuditFacts): string {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(known.sort(([one], [other]) => (one < other ? -1 : 1))));
}
