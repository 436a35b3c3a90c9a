import type { BackupKind } from '../backups';
import type { ErrorCode } from '../errors';
import type { StepBack } from '../generation';
import type { ProtectionPart } from '../protection';
import type { ProviderId, StoredProviderId } from '../providers/provider';
import type { TargetId } from '../transfer/targets';

/** Every action that the log can report. The list only grows, because old rows must still be understood. */
export const auditActions = [
  'log-started',
  'vault-created',
  'unlock',
  'unlock-failed',
  'lock',
  'add',
  'edit',
  'dates',
  /** A key got or lost tags. */
  'tagged',
  'set-default',
  'cancel-default',
  'enable',
  'disable',
  /** A key was moved into the recycle bin. Before there was one, it was gone for good. */
  'delete',
  'leaked',
  'not-leaked',
  'key-restored',
  'key-erased',
  'bin-kept',
  'rotation-days',
  'rotation-start',
  /** A key became the new key of a rotation. */
  'rotation-link',
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
  'account-tagged',
  'tag-add',
  'tag-edit',
  'tag-delete',
  'view-saved',
  'view-delete',
  'views-ordered',
  'protection-on',
  'protection-off',
  'reveal-allowed',
  'reveal-displayed',
  'copy',
  'csv-saved',
  'audit-exported',
  'audit-checked',
  /** The oldest rows were moved into a signed file. */
  'audit-archived',
  'clock-accepted',
  'backup',
  'backup-removed',
  /** A backup was copied into the second folder. */
  'backup-copied',
  /** The second folder was chosen, or there is none any more. */
  'backup-place',
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
  /** Keys were written to an encrypted file. */
  'exported',
  /** Keys were written to a CSV file, which is not encrypted. */
  'exported-csv',
  /** The receipt of something that was given to somebody was saved as a file. It has no secret in it. */
  'receipt-saved',
  /**
   * A key was written in the form that a tool reads, not encrypted: to the clipboard, to a new file, or into an
   * existing file.
   */
  'tool-copied',
  'tool-saved',
  'tool-added',
  'program-used',
  /** Keys were imported from a file. Each key has its own row before this one. */
  'imported',
  'secret-replaced',
  /** Keys were taken out of the file that they were imported from. The file as it was is stored in the vault. */
  'source-cleaned',
  'original-saved',
  'original-deleted',
  /**
   * A call that no view of Keyfold makes: the operation is unknown or not allowed to this view, or the input doesn't
   * fit its schema.
   */
  'call-refused',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditOutcomes = ['ok', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Why something happened that nobody asked for directly. */
const auditReasons = [
  'expired',
  'replaced',
  'disabled',
  'cleared',
  /** Its time in the recycle bin is over. */
  'bin-over',
  /** The deletion was undone. */
  'undone',
  'rotation',
  'quit',
  'locked',
  'vault-ended',
  'vault-replaced',
  'imported',
  /** More backups than are kept. */
  'too-many',
] as const;
export type AuditReason = (typeof auditReasons)[number];

/**
 * By which way a key or a file left the vault. `age`: in an encrypted file. `exec`, `external` and `env`: by the command
 * `keyfold`.
 */
const auditWays = ['screen', 'clipboard', 'csv', 'age', 'file', 'tool', 'exec', 'external', 'env'] as const;
export type AuditWay = (typeof auditWays)[number];

/**
 * The facts of a row that are text, and the most characters that a row stores of each. Of a longer text the middle is
 * left out. The log of a key is searched in them.
 */
export const auditTexts = {
  account: 256,
  alias: 256,
  user: 256,
  subject: 512,
  recipient: 1400,
  fingerprint: 1100,
  place: 1024,
  digest: 64,
  handedTo: 200,
  before: 600,
  after: 600,
} as const;
export type AuditText = keyof typeof auditTexts;

/**
 * The closed facts of a row. None can hold a secret or a password. Each fact is optional, because a row of an earlier
 * version has only those that existed then.
 */
export interface AuditFacts extends Partial<Record<AuditText, string>> {
  /** The ID or name of the account that the row is about: the key's, as it was then; else the account itself. */
  account?: string;
  /** The account's alias. */
  alias?: string;
  /** The name of the user, likewise; left out if the identity has no name. */
  user?: string;
  /** The kind of that identity, one of the provider's. */
  identity?: string;
  /** The provider of an account or identity, if the row is about no key. */
  provider?: ProviderId;
  /** What the row is about if it is no key: a file's name, the name of a backup. */
  subject?: string;
  /** Whom a file was encrypted for, as typed; several with commas between. Left out: it has a passphrase. */
  recipient?: string;
  /** The fingerprints of these recipients, in the same order. */
  fingerprint?: string;
  /** The path of the file that was written or changed. */
  place?: string;
  /** SHA-256 of the file that was written, in hexadecimal. */
  digest?: string;
  /** A note of the person: to whom it was given. */
  handedTo?: string;
  way?: AuditWay;
  /** What it was before, and what it is now. */
  before?: string;
  after?: string;
  /** What was copied. */
  part?: 'accessKeyId' | 'secret' | 'token';
  why?: AuditReason;
  /** The part of operation protection that was changed. */
  setting?: ProtectionPart;
  /** A one-time secret that was shown before. */
  again?: boolean;
  /** The tool that a key was written for. */
  target?: TargetId;
  /** How many rows or keys. */
  count?: number;
  /** Days of rotation as set: 0 for never, -1 for the provider's own. */
  days?: number;
  /** What it was before, likewise. */
  daysBefore?: number;
  /** `group.name` of an operation of the contract. */
  operation?: string;
  view?: string;
  /** The number of the row where the chain breaks. */
  row?: number;
  /** How many refusals like this one have no row of their own. */
  unrecorded?: number;
  backup?: BackupKind;
  /** How many backups are kept from then on. */
  kept?: number;
  /** How many were kept before. */
  keptBefore?: number;
  /** The part of which an older copy was found. */
  copy?: StepBack['part'];
  /** How many rows of the log a restore left behind, in the vault that it set aside. */
  lost?: number;
  /** `false`: what guarded the vault in place could not be read, so a restore didn't take it over. */
  carried?: boolean;
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
  /** The key as it was then; `null` if the row is about no key. */
  key: { id: string; name: string; lastFour: string; provider: StoredProviderId } | null;
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
  /** Searched in the key's name, its last four characters, the actor and the facts that are text; empty: no search. */
  text: string;
  /** Milliseconds since the epoch, the first included, the second not. */
  from: number | null;
  to: number | null;
}

/** How the chain can be broken at a row. */
export type ChainBreak =
  /** Its content or its mac is not what was written, or the row comes from another place. */
  | 'changed'
  /** The row should be there and is not. */
  | 'missing'
  /** The last rows are gone, this one first. */
  | 'cut'
  /** The record of the last row was changed. This was found when this row was written. */
  | 'head'
  /** What the vault keeps of an archive was changed, from this row on. */
  | 'archive';

/** What a check of the whole chain found. */
export interface AuditCheck {
  /** Milliseconds since the epoch. */
  at: number;
  /** Number of rows that were checked. */
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
  /** The number of the last row that is in an archive and no longer here; 0 if there is none. */
  archived: number;
}
