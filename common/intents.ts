import type { IdentityName } from './accounts/account';
import type { AuditFilter } from './audit/actions';
import type { BackupKind, BackupRule } from './backups';
import type { EffectName } from './effect-names';
import type { KeyDetails } from './keys/access-key';
import type { KeySelection, KeysChange } from './keys/selection';
import type { VerificationNeeds } from './protection';

/**
 * What a person chose in the main view, as the verify sheet gets it. The vault process makes a plan of it, twice: once
 * for the sheet, and once when it is done. Only if both are the same plan, the ticket fits.
 */
export type Intent =
  | { act: 'delete' | 'enable' | 'disable' | 'clear'; ids: string[] }
  /** On keys in the recycle bin. */
  | { act: 'restore' | 'erase'; ids: string[] }
  | { act: 'empty-bin' }
  | { act: 'keep-bin'; days: number }
  | { act: 'assign'; ids: string[]; identity: number }
  | { act: 'change-keys'; keys: KeySelection; to: KeysChange }
  | { act: 'edit'; key: KeyDetails & { id: string } }
  | { act: 'reveal'; id: string }
  | { act: 'export-log'; filter: AuditFilter }
  | { act: 'archive-log'; before: number }
  | { act: 'remove-backup'; name: string }
  | { act: 'keep-backups'; keep: BackupRule }
  | { act: 'remove-original'; id: string };

/** The effect that the verification of an act is for. The log names it if the verification is refused. */
export const intentEffects: Readonly<Record<Exclude<Intent['act'], 'change-keys'>, EffectName>> = {
  delete: 'key.delete',
  clear: 'key.delete',
  restore: 'key.restore',
  erase: 'key.erase',
  'empty-bin': 'key.erase',
  'keep-bin': 'bin.keep',
  enable: 'key.enable',
  disable: 'key.disable',
  assign: 'key.assign',
  edit: 'key.assign',
  reveal: 'leave.reveal',
  'export-log': 'leave.log',
  'archive-log': 'audit.archive',
  'remove-backup': 'backup.remove',
  'keep-backups': 'backups.keepFewer',
  'remove-original': 'original.remove',
};

/** The effect that an act on a selection has on each key. */
export const keysChangeEffects: Readonly<Record<KeysChange['act'], EffectName>> = {
  enable: 'key.enable',
  disable: 'key.disable',
  delete: 'key.delete',
  default: 'key.setDefault',
  'not-default': 'key.cancelDefault',
  rotate: 'rotation.start',
  leaked: 'key.leaked',
  'not-leaked': 'key.notLeaked',
  assign: 'key.assign',
  tag: 'key.tag',
  period: 'rotation.period',
  dates: 'key.dates',
};

/** Returns the effect that the verification of an intent is for. */
export const effectOfIntent = (intent: Intent): EffectName =>
  intent.act === 'change-keys' ? keysChangeEffects[intent.to.act] : intentEffects[intent.act];

/** Most keys of one plan. */
export const mostPlanned = 10_000;
/** Most keys that the verify sheet lists. It says how many more there are. */
export const mostPlannedShown = 500;

/** One key of a plan, as the verify sheet shows it. */
export interface PlannedKey extends IdentityName {
  id: string;
  name: string;
  accessKeyId: string;
  isDefault: boolean;
}

/** A plan as the verify sheet shows it. Nothing in it is secret. */
export interface PlanTold {
  /** SHA-256 over the whole plan, in hexadecimal. A verification is for this plan and no other. */
  digest: string;
  /** How many of each effect there are. */
  effects: { effect: EffectName; count: number }[];
  /** How many different keys it is about. */
  total: number;
  /** The first of them, {@link mostPlannedShown} at most. */
  keys: PlannedKey[];
  /** So many of them belong to an account itself. */
  roots: number;
  /** So many of them are disabled and can't be enabled again, because their provider doesn't allow it. */
  final: number;
  /** For how many days the keys stay in the recycle bin; 0: deleting is for good. `null`: nothing goes there. */
  binDays: number | null;
  /** Where the keys go: for `assign`, and for an `edit` that moves the key. */
  target: (IdentityName & { alias: string }) | null;
  /** The backups that are removed, newest first. */
  backups: { name: string; kind: BackupKind; at: number }[];
  /** An original that is removed: the path of its file. */
  original: string | null;
  /** How many rows of the log are written to a file. */
  rows: number | null;
  needs: VerificationNeeds;
}
