import type { AuditAction, AuditFacts } from '../../common/audit/actions';
import type { AppError, ErrorCode } from '../../common/errors';
import { protectionParts, type TicketPurpose, ticketPurposes } from '../../common/protection';
import type { View } from '../../common/views';
import { logFailure } from '../base/log';
import type { VaultDatabase } from '../store/database/database';

import type { AuditLog, AuditSubject } from './log';

/** The open vault, as far as the log is concerned. */
export interface Recorded {
  readonly database: VaultDatabase;
  readonly ledger: { readonly audit: AuditLog };
}

/** A call that a gate or a handler refused. */
export interface Refusal {
  /** `group.name` where the contract knows it, else empty. */
  operation: string;
  view: View;
  /** As it came; only a key's id is ever taken from it. */
  input: unknown;
  error: AppError;
}

/** The key of that id as it is now, or `null`. */
export function subjectOf(database: VaultDatabase, id: string): AuditSubject | null {
  const find = 'SELECT id, name, access_key_id AS accessKeyId, profile FROM access_key WHERE id = ?';
  return database.get<AuditSubject>(find, id) ?? null;
}

/**
 * Runs a change of keys and writes it into the log in the same transaction: both are there or neither is. `act` answers
 * the id of the key it is about, where that is not `id`. A default that the change took from another key has its own row.
 */
export function recordChange<T>(
  { database, ledger }: Recorded,
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
        const replaced = after.some((present) => present.profile === former.profile);
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

/** Writes down what is no change of keys: a secret that leaves, an export, a check. */
export function record(
  { ledger }: Recorded,
  action: AuditAction,
  key: AuditSubject | null,
  facts: AuditFacts = {},
): void {
  ledger.audit.settle();
  ledger.audit.append({ action, key, facts });
}

function defaultKeys(database: VaultDatabase): AuditSubject[] {
  return database.all<AuditSubject>(
    'SELECT id, name, access_key_id AS accessKeyId, profile FROM access_key WHERE is_default = 1',
  );
}

/** What the refusal of an operation is called in the log. Reading what isn't there is nothing to write down. */
const actionsOf: Readonly<Partial<Record<string, AuditAction>>> = {
  'keys.add': 'add',
  'keys.edit': 'edit',
  'keys.setDefault': 'set-default',
  'keys.cancelDefault': 'cancel-default',
  'keys.delete': 'delete',
  'keys.assign': 'assign',
  'accounts.removeAccount': 'account-delete',
  'accounts.removeIdentity': 'identity-delete',
  'protection.enrol': 'protection-on',
  'protection.confirmEnrolment': 'protection-on',
  'protection.lock': 'protection-on',
  'reveal.open': 'reveal-displayed',
  'reveal.displayed': 'reveal-displayed',
  'reveal.copy': 'copy',
  'reveal.saveCsv': 'csv-saved',
  'audit.saveCsv': 'audit-exported',
  'rotation.setDays': 'rotation-days',
  'rotation.start': 'rotation-start',
  'rotation.switch': 'rotation-switch',
  'rotation.back': 'rotation-back',
  'rotation.cancel': 'rotation-cancel',
  'temporary.clear': 'delete',
  'rekey.run': 'rekey',
  'keyExport.save': 'exported',
  'keyImport.apply': 'imported',
  'keyImport.clean': 'source-cleaned',
  'originals.save': 'original-saved',
  'originals.remove': 'original-deleted',
  'keyUse.copy': 'tool-copied',
  'keyUse.saveNew': 'tool-saved',
  'keyUse.addToFile': 'tool-added',
  'keyring.changePassword': 'password-changed',
  'keyring.beginRecovery': 'recovery-made',
  'keyring.confirmRecovery': 'recovery-made',
  'keyring.saveRecovery': 'recovery-saved',
  'keyring.sealDevice': 'device-sealed',
  'keyring.forgetDevice': 'device-forgotten',
};

/** Codes that say "something went wrong" and not "no". */
const failures: readonly ErrorCode[] = ['disk-full', 'no-permission', 'read-only', 'io', 'internal', 'secret-damaged'];
/** The sheet asks for the password, or for another look at what was typed: nothing was refused. */
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
 * Writes refusals down. A view gone mad can refuse itself a thousand times a second, so only so many a minute have rows
 * of their own; the first row after that minute says how many had none. `monotonic`: milliseconds.
 */
export function createRefusals(monotonic: () => number): (vault: Recorded, refusal: Refusal) => void {
  let minute = Number.NEGATIVE_INFINITY;
  let written = 0;
  let unrecorded = 0;
  return (vault, { operation, view, input, error }) => {
    const action = actionOf(operation, input, error);
    if (action === null || unremarkable.includes(error.code)) return;
    if (monotonic() - minute >= 60_000) {
      minute = monotonic();
      written = 0;
    }
    if (written >= perMinute) {
      unrecorded += 1;
      return;
    }
    written += 1;
    const id = idIn(input);
    try {
      vault.ledger.audit.settle();
      vault.ledger.audit.append({
        action,
        key: id === null ? null : subjectOf(vault.database, id),
        outcome: failures.includes(error.code) ? 'failed' : 'refused',
        code: error.code,
        facts: {
          ...(action === 'call-refused' ? { operation, view } : {}),
          ...(operation.startsWith('protection.') ? settingIn(operation, input) : {}),
          ...(unrecorded > 0 ? { unrecorded } : {}),
        },
      });
      unrecorded = 0;
    } catch (failure) {
      // The refusal itself stands; on a full disk there is no room to write it down.
      logFailure('audit', failure);
    }
  };
}

/** What a verification that wasn't given would have allowed. */
const verified: Readonly<Record<TicketPurpose, AuditAction>> = {
  enable: 'enable',
  disable: 'disable',
  edit: 'edit',
  delete: 'delete',
  clear: 'delete',
  assign: 'assign',
  reveal: 'reveal-allowed',
  'export-log': 'audit-exported',
};

const part = (input: unknown, name: string): unknown =>
  typeof input === 'object' && input !== null && name in input ? (input as Record<string, unknown>)[name] : undefined;

function actionOf(operation: string, input: unknown, { code }: AppError): AuditAction | null {
  if (code === 'bad-request' || code === 'not-allowed') return 'call-refused';
  if (operation === 'protection.verify')
    return verified[ticketPurposes.find((one) => one === part(input, 'purpose')) ?? 'reveal'];
  if (operation === 'accounts.saveAccount')
    return part(part(input, 'target'), 'account') === undefined ? 'account-add' : 'account-edit';
  if (operation === 'accounts.saveIdentity')
    return part(part(input, 'target'), 'identity') === undefined ? 'identity-add' : 'identity-edit';
  if (operation === 'protection.change')
    return part(part(input, 'change'), 'on') === true ? 'protection-on' : 'protection-off';
  if (operation === 'keys.setStatus') {
    return part(input, 'status') === 'enabled' ? 'enable' : 'disable';
  }
  return actionsOf[operation] ?? null;
}

/** Which part of operation protection was to change. */
function settingIn(operation: string, input: unknown): AuditFacts {
  const named = operation === 'protection.lock' ? 'lock' : operation.includes('nrol') ? 'authenticator' : null;
  const setting = protectionParts.find((one) => one === (named ?? part(part(input, 'change'), 'part')));
  return setting ? { setting } : {};
}

function idIn(input: unknown): string | null {
  const id = part(input, 'id');
  return typeof id === 'string' && id.length <= 36 ? id : null;
}
