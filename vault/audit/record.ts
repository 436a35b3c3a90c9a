import type { AuditAction, AuditFacts } from '../../common/audit/actions';
import type { Found } from '../../common/contract/lookup';
import type { AppError, ErrorCode } from '../../common/errors';
import type { View } from '../../common/views';
import { reportFailure } from '../base/report-failure';
import type { Reader, VaultDatabase } from '../store/database/database';
import type { AuditLog, AuditSubject } from './log';

/** The part of the open vault that the log needs. */
export interface Logged {
  readonly database: VaultDatabase;
  readonly ledger: { readonly audit: AuditLog };
}

/** A call that a gate or a handler refused. */
export interface RefusedCall {
  /**
   * `null` if the contract has no such operation. Its name is not stored then, because the caller may have made it up.
   */
  found: Found<'vault'> | null;
  view: View;
  /** The input as it came. It fits the schema unless the error says otherwise. */
  input: unknown;
  error: AppError;
}

/** Returns the key of that id as it is now, or `null`. */
export function subjectOf(database: Reader, id: string): AuditSubject | null {
  const find = 'SELECT id, name, access_key_id AS accessKeyId, profile AS provider FROM access_key WHERE id = ?';
  return database.get<AuditSubject>(find, id) ?? null;
}

/**
 * Runs a change of keys and writes it into the log in the same transaction: either both are done or none is. If `id` is
 * `null`, `act` returns the id of the key that the row is about. If the change takes the default from another key, that
 * has a row of its own.
 */
export function recordChange<T>(
  { database, ledger }: Logged,
  action: AuditAction,
  id: string | null,
  act: () => T,
  facts?: AuditFacts | ((value: T) => AuditFacts),
): T {
  ledger.audit.settle();
  return database.write(() => {
    const defaults = defaultKeys(database);
    const before = id === null ? null : subjectOf(database, id);
    const value = act();
    const about = id ?? (typeof value === 'string' ? value : null);
    const key = about === null ? null : (subjectOf(database, about) ?? before);
    ledger.audit.append({ action, key, facts: typeof facts === 'function' ? facts(value) : (facts ?? {}) });
    if (action !== 'cancel-default') {
      const after = defaultKeys(database);
      for (const former of defaults) {
        const gone = subjectOf(database, former.id) === null;
        if (gone || after.some((present) => present.id === former.id)) continue;
        const replaced = after.some((present) => present.provider === former.provider);
        ledger.audit.append({
          action: 'cancel-default',
          key: former,
          facts: { why: replaced ? 'replaced' : 'disabled' },
        });
      }
    }
    if (action !== 'set-default') {
      for (const present of defaultKeys(database)) {
        if (defaults.some((former) => former.id === present.id)) continue;
        ledger.audit.append({ action: 'set-default', key: present, facts: { why: 'rotation' } });
      }
    }
    return value;
  });
}

/** Writes a row for something that changes no key: a secret that leaves, an export, a check. */
export function record(
  { ledger }: Logged,
  action: AuditAction,
  key: AuditSubject | null,
  facts: AuditFacts = {},
): void {
  ledger.audit.settle();
  ledger.audit.append({ action, key, facts });
}

/** Returns the default keys, one of each provider at most. */
export function defaultKeys(database: Reader): AuditSubject[] {
  return database.all<AuditSubject>(
    'SELECT id, name, access_key_id AS accessKeyId, profile AS provider FROM access_key WHERE is_default = 1',
  );
}

/** Codes which mean that something went wrong, not that something was refused. */
const failures: readonly ErrorCode[] = ['disk-full', 'no-permission', 'read-only', 'io', 'internal', 'secret-damaged'];
/**
 * After these codes the sheet asks for the password, or asks the person to look again at what was typed. Nothing was
 * refused.
 */
const unremarkable: readonly ErrorCode[] = [
  'password-required',
  'locked',
  'recovery-key-typo',
  'cancelled',
  'bad-recipient',
  'nothing-to-export',
  'tool-file',
];

const perMinute = 30;

/**
 * Writes refusals into the log. A faulty view can cause a thousand refusals a second, so only so many a minute have
 * rows of their own. The first row after that minute says how many had none. `monotonic` returns milliseconds.
 */
export function createRefusals(monotonic: () => number): (vault: Logged, call: RefusedCall) => void {
  let minute = Number.NEGATIVE_INFINITY;
  let written = 0;
  let unrecorded = 0;
  return (vault, call) => {
    try {
      const told = toldOf(call);
      if (told === null) return;
      if (monotonic() - minute >= 60_000) {
        minute = monotonic();
        written = 0;
      }
      if (written >= perMinute) {
        unrecorded += 1;
        return;
      }
      written += 1;
      const { input, error } = call;
      const id = idIn(input);
      vault.ledger.audit.settle();
      vault.ledger.audit.append({
        action: told.action,
        key: id === null ? null : subjectOf(vault.database, id),
        outcome: failures.includes(error.code) ? 'failed' : 'refused',
        code: error.code,
        facts: { ...told.facts, ...(unrecorded > 0 ? { unrecorded } : {}) },
      });
      unrecorded = 0;
    } catch (failure) {
      // The call is refused anyway. On a full disk there is no space to log it.
      reportFailure('audit', failure);
    }
  };
}

/** Returns what the row of a refusal says, or `null` if it has no row. */
function toldOf({ found, view, input, error }: RefusedCall): { action: AuditAction; facts: AuditFacts } | null {
  if (error.code === 'bad-request' || error.code === 'not-allowed') {
    return { action: 'call-refused', facts: { operation: found?.name ?? '', view } };
  }
  if (unremarkable.includes(error.code)) return null;
  const refusal = found?.operation.refusal(input);
  if (!refusal) return null;
  const { action, setting } = refusal;
  return { action, facts: setting ? { setting } : {} };
}

function idIn(input: unknown): string | null {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : null;
  return typeof id === 'string' && id.length <= 36 ? id : null;
}
