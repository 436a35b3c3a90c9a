import type { BackupKind } from '../backups';
import type { ErrorCode } from '../errors';
import type { StepBack } from '../generation';
import type { ProtectionPart } from '../protection';
import type { ProfileId } from '../providers/profile';
import type { TargetId } from '../transfer/targets';

/** Everything that the log can tell of. The list only grows: rows of every age must be understood. */
export const auditActions = [
  'log-started',
  'vault-created',
  'unlock',
  'unlock-failed',
  'lock',
  'add',
  'edit',
  'set-default',
  'cancel-default',
  'enable',
  'disable',
  'delete',
  'rotation-days',
  'rotation-start',
  'rotation-switch',
  'rotation-back',
  'rotation-cancel',
  'assign',
  'account-add',
  'account-edit',
  'account-delete',
  'identity-add',
  'identity-edit',
  'identity-delete',
  'protection-on',
  'protection-off',
  'reveal-allowed',
  'reveal-displayed',
  'copy',
  'csv-saved',
  'audit-exported',
  'audit-checked',
  'clock-accepted',
  'backup',
  'backup-removed',
  'backups-kept',
  'restore',
  'rekey',
  /** The vault or its slots were found to be an older copy than the one that was here. */
  'older-copy',
  'older-copy-accepted',
  /** Unlocked with the recovery key, which set a new master password. */
  'recovered',
  'recovery-failed',
  'password-changed',
  'recovery-made',
  'recovery-saved',
  'device-sealed',
  'device-forgotten',
  /** Keys left in an encrypted file. */
  'exported',
  /** The same in a CSV file, not encrypted. */
  'exported-csv',
  /** A key left in the form that a tool reads: by the clipboard, in a new file, in one that was there. Not encrypted. */
  'tool-copied',
  'tool-saved',
  'tool-added',
  /** Keys came out of a file; each has a row of its own before. */
  'imported',
  'secret-replaced',
  /** Keys were taken out of the file that they were imported from; as it was, it is in the vault. */
  'source-cleaned',
  'original-saved',
  'original-deleted',
  /** A call that no view of Keyfold makes: unknown, not allowed to this view, or off its schema. */
  'call-refused',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditOutcomes = ['ok', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Why something happened that nobody asked for by itself. */
const auditReasons = [
  'expired',
  'replaced',
  'disabled',
  'cleared',
  'rotation',
  'quit',
  'locked',
  'vault-ended',
  'imported',
] as const;
export type AuditReason = (typeof auditReasons)[number];

/** The closed facts of a row. None can hold a secret, a password or a path. */
export interface AuditFacts {
  /** What was copied. */
  part?: 'accessKeyId' | 'secret' | 'token';
  why?: AuditReason;
  /** Which part of operation protection. */
  setting?: ProtectionPart;
  /** A one-time secret that was shown before. */
  again?: boolean;
  /** The tool that a key was written for. */
  target?: TargetId;
  /** How many rows or keys. */
  count?: number;
  /** Days of rotation as set: 0 for never, -1 for the profile's own. */
  days?: number;
  /** `group.name` of an operation of the contract. */
  operation?: string;
  view?: string;
  /** The number of the row where the chain breaks. */
  row?: number;
  /** How many refusals like this were not written down one by one. */
  unrecorded?: number;
  backup?: BackupKind;
  /** How many backups are kept from then on. */
  kept?: number;
  /** Of what an older copy was found. */
  copy?: StepBack['part'];
  /** Moments in milliseconds since the epoch. */
  from?: number;
  to?: number;
}

/** One row of the log. */
export interface AuditRow {
  /** From 1, without gaps. */
  number: number;
  /** Milliseconds since the epoch, by the system's clock of that moment. */
  at: number;
  /** The local user's name, as the system gave it. */
  actor: string;
  action: AuditAction;
  /** The key as it was then; `null` where the row tells of none. */
  key: { id: string; name: string; lastFour: string; profile: ProfileId } | null;
  outcome: AuditOutcome;
  /** Why it was refused or failed. */
  code: ErrorCode | null;
  facts: AuditFacts;
}

/** What the log is narrowed to; every part must hold. */
export interface AuditFilter {
  action: AuditAction | null;
  outcome: AuditOutcome | null;
  keyId: string | null;
  /** Searched in the key's name, its last four characters and the user; empty: no search. */
  text: string;
  /** Milliseconds since the epoch, the first included, the second not. */
  from: number | null;
  to: number | null;
}

/** How the chain can be broken at a row. */
export type ChainBreak =
  /** Its content or its mac is not what was written, or it came from elsewhere. */
  | 'changed'
  /** It should be there and is not. */
  | 'missing'
  /** The last rows are gone, this one first. */
  | 'cut'
  /** The record of the last row was changed, found while this row was written. */
  | 'head';

/** What a check of the whole chain found. */
export interface AuditCheck {
  /** Milliseconds since the epoch. */
  at: number;
  /** Rows looked at. */
  rows: number;
  /** The first break, or `null` when there is none. */
  broken: { row: number; kind: ChainBreak } | null;
}

/** One window of the log, newest first. */
export interface AuditPage {
  total: number;
  offset: number;
  rows: AuditRow[];
  /** What the last check since unlocking found; `null` before the first. */
  checked: AuditCheck | null;
}
