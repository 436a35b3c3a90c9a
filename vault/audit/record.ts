import type { AuditAction, AuditCheck, AuditFacts } from '../../common/audit/actions';
import type { Found } from '../../common/contract/lookup';
import { effects } from '../../common/effects';
import type { AppError, ErrorCode } from '../../common/errors';
import type { View } from '../../common/views';
import { reportFailure } from '../base/report-failure';
import type { Reader, VaultDatabase } from '../store/database/database';
import type { AuditSubject } from './facts';
import type { AuditLog } from './log';

/** What a refusal is written with. */
interface Logging {
  readonly database: Reader;
  readonly audit: AuditLog;
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

/** The columns that a row of the log tells of a key. */
const toldColumns = `k.id, k.name, k.access_key_id AS accessKeyId, k.profile AS provider, a.root_account_id AS accountId,
  i.kind AS identityKind, i.name AS identityName`;
const subjectTables = 'FROM access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account';
/** The columns of an {@link AuditSubject}, with what else can be changed of a key, and the tables that have them. */
const subjectColumns = `${toldColumns}, k.description, k.endpoint, k.status, k.is_default AS isDefault,
  k.rotation_days AS rotationDays, k.provider_created_at AS providerCreatedAt, k.provider_used_at AS providerUsedAt,
  k.leaked_at AS leakedAt ${subjectTables}`;

/** Returns the key of that id as it is now, or `null`. */
export function subjectOf(database: Reader, id: string): AuditSubject | null {
  return database.get<AuditSubject>(`SELECT ${subjectColumns} WHERE k.id = ?`, id) ?? null;
}

/** Returns the key with that id that is in the recycle bin, or `null`. Whose it was, it says by the names of then. */
export function binnedSubjectOf(database: Reader, id: string): AuditSubject | null {
  const find = `SELECT id, name, access_key_id AS accessKeyId, profile AS provider, root_account_id AS accountId,
    identity_kind AS identityKind, identity_name AS identityName FROM binned_key WHERE id = ?`;
  return database.get<AuditSubject>(find, id) ?? null;
}

/**
 * Returns the keys of several ids as they are now. A key that isn't there is left out. What a row doesn't tell of a key is only there if
 * `toCompare` is set.
 */
export function subjectsOf(
  database: Reader,
  ids: readonly string[],
  toCompare: boolean,
): ReadonlyMap<string, AuditSubject> {
  const columns = toCompare ? subjectColumns : `${toldColumns} ${subjectTables}`;
  const find = `SELECT ${columns} WHERE k.id IN (SELECT value FROM json_each(?))`;
  const keys = database.all<AuditSubject>(find, JSON.stringify(ids));
  return new Map(keys.map((key) => [key.id, key]));
}

/** Returns the default keys, one of each provider at most. */
export function defaultKeys(database: Reader): AuditSubject[] {
  return database.all<AuditSubject>(`SELECT ${subjectColumns} WHERE k.is_default = 1`);
}

/** The part of the open vault that the log needs. */
export interface Logged {
  readonly database: VaultDatabase;
  readonly ledger: { readonly audit: AuditLog };
}

/** Writes a row for something that changes no key. */
export function record(
  { ledger }: Logged,
  action: AuditAction,
  key: AuditSubject | null,
  facts: AuditFacts = {},
): void {
  ledger.audit.settle();
  ledger.audit.append({ action, key, facts });
}

/**
 * Returns what the row about a check says; `null`: there is a row of the same day that says the same. So checks can't
 * fill the log, and what a check found first is never left out.
 */
export function checkFacts(database: Reader, { at, rows, broken }: AuditCheck): AuditFacts | null {
  const day = new Date(at);
  const from = new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  const to = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
  const told = database.all<{ row: number | null }>(
    `SELECT CASE WHEN json_valid(detail) THEN json_extract(detail, '$.row') END AS row FROM audit
     WHERE action = 'audit-checked' AND outcome = 'ok' AND at >= ? AND at < ?`,
    from,
    to,
  );
  const found = broken?.row ?? null;
  if (told.some(({ row }) => row === found)) return null;
  return { count: rows, ...(broken ? { row: broken.row } : {}) };
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
  // A row would make the copy outdated from which the new keys are made.
  'new-keys-under-way',
  'bad-recipient',
  'nothing-to-export',
  'export-changed',
  'nothing-to-archive',
  'file-exists',
  'tool-file',
];

const perMinute = 30;

/**
 * Writes refusals into the log. A faulty view can cause a thousand refusals a second, so only so many a minute have
 * rows of their own. The first row after that minute says how many had none. `monotonic` returns milliseconds.
 */
export function createRefusals(monotonic: () => number): (vault: Logging, call: RefusedCall) => void {
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
      const ids = idsIn(input);
      const [only] = ids;
      vault.audit.settle();
      vault.audit.append({
        action: told.action,
        key: only !== undefined && ids.length === 1 ? anySubjectOf(vault.database, only) : null,
        outcome: failures.includes(error.code) ? 'failed' : 'refused',
        code: error.code,
        facts: {
          ...told.facts,
          ...(ids.length > 1 ? { count: ids.length } : {}),
          ...(unrecorded > 0 ? { unrecorded } : {}),
        },
      });
      unrecorded = 0;
    } catch (failure) {
      // The call is refused anyway. On a full disk there is no space to log it.
      reportFailure('audit', failure);
    }
  };
}

const anySubjectOf = (database: Reader, id: string) => subjectOf(database, id) ?? binnedSubjectOf(database, id);

/** Returns what the row of a refusal says, or `null` if it has no row. */
function toldOf({ found, view, input, error }: RefusedCall): { action: AuditAction; facts: AuditFacts } | null {
  if (error.code === 'bad-request' || error.code === 'not-allowed') {
    return { action: 'call-refused', facts: { operation: found?.name ?? '', view } };
  }
  if (unremarkable.includes(error.code)) return null;
  const refusal = found?.operation.refusal(input);
  if (!refusal) return null;
  // Of a plan with several effects, this is the one that was not allowed.
  const effect = error.code === 'verification-required' ? error.effect : refusal.effect;
  const { setting } = refusal;
  return { action: effects[effect].action, facts: setting ? { setting } : {} };
}

/** Returns the ids of the keys that a call is about. They stand in the input itself, in an intent, or in what is edited. */
function idsIn(input: unknown, depth = 0): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  if ('id' in input && typeof input.id === 'string') return [input.id];
  if ('ids' in input && Array.isArray(input.ids)) return input.ids.filter((id) => typeof id === 'string');
  const inside = 'intent' in input ? input.intent : 'key' in input ? input.key : null;
  return depth < 2 ? idsIn(inside, depth + 1) : [];
}
