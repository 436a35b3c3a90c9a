import type { FieldIssue } from '../keys/fields';
import type { CredentialKind, ProfileId } from '../providers/profile';
import type { FormatId } from './targets';

/** Getting keys out of a file: what it is, what is in it beside what the vault has, and what is to be done with each. */

/** Bytes of a file that is read at most: an export of 100,000 keys is smaller. */
export const mostFileBytes = 64 * 1024 * 1024;

/** What was found out of a file that was chosen. */
export interface OpenedFile {
  fileName: string;
  /** Bytes. */
  size: number;
  /** `age`: what is in it shows once it is opened. */
  kind: FileKind;
  /** Keys found so far. */
  keys: number;
  /** The first entries of the file that give no key, {@link mostSkippedShown} at most. */
  skipped: SkippedEntry[];
  skippedInAll: number;
  /**
   * What has to be given before its keys can be looked at: `columns` of a table, the `profile` of keys that may be of
   * more than one provider, what opens another `vault`; `null`: nothing.
   */
  needs: 'passphrase' | 'identity' | 'vault' | 'columns' | 'profile' | null;
  /** Of another vault: it has a recovery key. */
  recoveryKey: boolean;
}

/** `keyfold-vault`: another vault, whose keys show once it is opened. */
export type FileKind = 'age' | 'keyfold-export' | 'keyfold-vault' | 'table' | FormatId;

/** An entry of a file that gives no key. */
export interface SkippedEntry {
  /** Name of a profile or section, or number of a row. */
  place: string;
  why: SkipReason;
}
export const mostSkippedShown = 100;

/** Why an entry gives no key. */
const skipReasons = [
  /** It works without a pair: a role of the machine, another profile, a program. */
  'no-pair',
  /** The ID, the secret, or the token that it says it has is missing. */
  'incomplete',
  /** The tool stores it enciphered. */
  'encrypted',
  /** Of a provider that Keyfold has no profile for. */
  'other-provider',
  /** A reference to something else where the value should be. */
  'not-literal',
  /** The tool itself fetched it by a sign-in, and will again; it ends within hours. */
  'renewed',
  /** Not printable ASCII without blanks, or too long for a field. */
  'unusable',
  /** Of another vault: its stored secret doesn't open. */
  'damaged',
  /** Of a row: the ID or the secret is empty. */
  'missing',
  'not-printable',
  'too-long',
  /** A quotation mark is never closed or stands where none may. */
  'bad-quotes',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How a key of a file stands to the keys of the vault. */
export const importStates = [
  'new',
  /** The vault has it, secret and properties alike. */
  'same',
  /** The vault has it with that secret and other properties. */
  'changed',
  /** The vault has its AccessKey ID with another secret. */
  'other-secret',
  /** New, but its identity has as many keys as it may. */
  'quota-full',
  /** New, but its identity can't be given such a key. */
  'not-allowed',
  /** The file has its AccessKey ID more than once, and this is not the first. */
  'doubled',
  /** Its fields break a rule. */
  'invalid',
] as const;
export type ImportState = (typeof importStates)[number];

/** What can be done with it. */
export const importChoices = [
  'skip',
  'add',
  /** The properties that the file has take the place of the vault's. */
  'update',
  /** The same, and the secret too. */
  'replace',
  /** It is added without its account and user, where no quota counts. */
  'add-unassigned',
] as const;
export type ImportChoice = (typeof importChoices)[number];

/** Which choices a state leaves; the first is made unless a person makes another. */
export const choicesOf: Readonly<Record<ImportState, readonly [ImportChoice, ...ImportChoice[]]>> = {
  new: ['add', 'skip'],
  same: ['skip'],
  changed: ['skip', 'update'],
  'other-secret': ['skip', 'replace'],
  'quota-full': ['skip', 'add-unassigned'],
  'not-allowed': ['skip', 'add-unassigned'],
  doubled: ['skip'],
  invalid: ['skip'],
};

/** Properties that a file's key can have otherwise than the vault's. */
export const comparedProperties = [
  'name',
  'description',
  'accountId',
  'identityKind',
  'identityName',
  'endpoint',
  'status',
] as const;
export type ComparedProperty = (typeof comparedProperties)[number];

/** One key of the file. Never its secret. */
export interface ImportRow {
  /** From 0, in the file's order. */
  index: number;
  profile: ProfileId;
  name: string;
  accessKeyId: string;
  accountId: string;
  identityKind: string;
  identityName: string;
  credential: CredentialKind;
  state: ImportState;
  choice: ImportChoice;
  /** The name of the vault's key of that AccessKey ID, if there is one. */
  present: string | null;
  /** For `changed` and `other-secret`: which properties differ. */
  differs: ComparedProperty[];
  /** For `invalid`. */
  issues: FieldIssue[];
  /** The file calls it the default key of its profile. */
  isDefault: boolean;
}

/** All of the file in numbers. */
export interface ImportPlan {
  /** Keys in the file. */
  total: number;
  states: Readonly<Record<ImportState, number>>;
  choices: Readonly<Record<ImportChoice, number>>;
  /** Profiles in which a chosen key would take the default from another one. */
  defaults: ProfileId[];
  /** Whether those defaults are to change. */
  takeDefaults: boolean;
}

/** What was done. */
export interface Imported {
  added: number;
  updated: number;
  replaced: number;
  skipped: number;
}
