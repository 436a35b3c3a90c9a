import type { Nearness } from '../accounts/known';
import type { EffectName } from '../effect-names';
import type { FieldIssue } from '../keys/fields';
import type { CredentialKind, ProviderId } from '../providers/provider';
import type { FormatId } from './targets';

/**
 * Importing keys from a file: what the file is, how its keys compare with those of the vault, and what is to be done
 * with each.
 */

/** Most bytes of a file that is read. An export of 100,000 keys is smaller. */
export const mostFileBytes = 64 * 1024 * 1024;

/** What was found out about a file that was chosen. */
export interface OpenedFile {
  fileName: string;
  /** Bytes. */
  size: number;
  /** With `age`, what is inside is known only after it is opened. */
  kind: FileKind;
  /** Keys found so far. */
  keys: number;
  /** The first entries of the file that give no key, {@link mostSkippedShown} at most. */
  skipped: SkippedEntry[];
  skippedInAll: number;
  /**
   * What the person has to give before the keys can be shown. `columns`: the columns of a table. `provider`: the provider
   * of keys that may be of several providers. `vault`: what opens another vault. `null`: nothing.
   */
  needs: 'passphrase' | 'identity' | 'vault' | 'columns' | 'provider' | null;
  /** For another vault: whether it has a recovery key. */
  recoveryKey: boolean;
}

/** `keyfold-vault` is another vault. Its keys are known after it is opened. */
export type FileKind = 'age' | 'keyfold-export' | 'keyfold-vault' | 'table' | FormatId;

/** An entry of a file that gives no key. */
export interface SkippedEntry {
  /** The name of a profile or section, or the number of a row. */
  place: string;
  why: SkipReason;
}
export const mostSkippedShown = 100;

/** Why an entry gives no key. */
const skipReasons = [
  /** It needs no pair: it names a role of the machine, another profile or a program. */
  'no-pair',
  /** The ID or the secret is missing, or the token that it should have. */
  'incomplete',
  /** The tool stores it encrypted. */
  'encrypted',
  /** It is of a provider that Keyfold doesn't know. */
  'other-provider',
  /** Only a later Keyfold knows its provider, its kind of identity or its type. */
  'needs-newer',
  /** It has a reference to something else in the place of the value. */
  'not-literal',
  /** A person was to put the value there, or it is masked: `<your-access-key>`, `xxx`, `***`. */
  'placeholder',
  /** The tool got it by a sign-in and will get a new one. This one ends within hours. */
  'renewed',
  /** It has blanks or characters other than printable ASCII, or it is too long for its field. */
  'unusable',
  /** For another vault: the stored secret can't be opened. */
  'damaged',
  /** For a row: the ID or the secret is empty. */
  'missing',
  'not-printable',
  'too-long',
  /** A quotation mark is never closed, or is in a place where none is allowed. */
  'bad-quotes',
  /** A spreadsheet has put something else in the place of a value: a rounded number, `#NAME?`. */
  'lost-value',
  /** It is something else: a login of a website, a text below a table. */
  'not-a-key',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How a key of a file compares with the keys of the vault. */
export const importStates = [
  'new',
  /** The vault needs more of it than the file says: `missing`. Once a person has said that, it is one of the others. */
  'incomplete',
  /** The vault has it, with the same secret and properties. */
  'same',
  /** The vault has it with the same secret and other properties. */
  'changed',
  /** The vault has its AccessKey ID with another secret. */
  'other-secret',
  /** It is new, but its identity already has as many keys as it may. */
  'quota-full',
  /** It is new, but its identity can't be given such a key. */
  'not-allowed',
  /** The file has its AccessKey ID more than once, and this is not the first. */
  'doubled',
  /** Its fields break a rule. */
  'invalid',
] as const;
export type ImportState = (typeof importStates)[number];

/** What the list of the file's keys can be narrowed to. `unusual`: see {@link ImportRow.unusual}. */
export const importFilters = [...importStates, 'unusual'] as const;
export type ImportFilter = (typeof importFilters)[number];

/** What can be done with a key of the file. */
export const importChoices = [
  'skip',
  'add',
  /** The properties in the file replace those in the vault. */
  'update',
  /** Like `update`, and the secret is replaced too. */
  'replace',
  /** It is added without its account and user, so that no quota counts. */
  'add-unassigned',
] as const;
export type ImportChoice = (typeof importChoices)[number];

/**
 * Which choices a state allows. The first one counts until a person chooses another, but for a key of unusual shape
 * `skip` does.
 */
export const choicesOf: Readonly<Record<ImportState, readonly [ImportChoice, ...ImportChoice[]]>> = {
  new: ['add', 'skip'],
  incomplete: ['skip'],
  same: ['skip'],
  changed: ['skip', 'update'],
  'other-secret': ['skip', 'replace'],
  'quota-full': ['skip', 'add-unassigned'],
  'not-allowed': ['skip', 'add-unassigned'],
  doubled: ['skip'],
  invalid: ['skip'],
};

/** Properties that can differ between a key of the file and the same key in the vault. */
export const comparedProperties = [
  'name',
  'description',
  'accountId',
  'identityKind',
  'identityName',
  'endpoint',
  'status',
  'providerCreatedAt',
  'providerUsedAt',
] as const;
export type ComparedProperty = (typeof comparedProperties)[number];

/** What a file often doesn't say of a key. Without the first two, the vault can't store it. */
export type MissingField = 'expiresAt' | 'keyType' | 'endpoint' | 'accountId';

/** Returns whether the vault needs this of a key. */
export const isNeeded = (field: MissingField): boolean => field === 'expiresAt' || field === 'keyType';

/** Keys of one provider of which the file doesn't say something. */
export interface Missing {
  field: MissingField;
  provider: ProviderId;
  keys: number;
}

/**
 * When temporary keys end, as a person says it. `unknown`: after the longest time for which the provider gives such a
 * key, counted from now, since they can't be valid any longer. `note` is then the description of a key that has none.
 */
export type KeyEnd = { kind: 'at'; at: number } | { kind: 'unknown'; note: string };

/** An account or a user of the file, and the known name that is to take its place. */
export interface KnownInstead {
  of: 'account' | 'user';
  provider: ProviderId;
  /** As the file has it, tidied. */
  accountId: string;
  /** Of a user, else empty. */
  identityKind: string;
  identityName: string;
  /** The account's ID or the user's name in the vault. */
  known: string;
}

/** An account or a user that an import would make, and that is almost one that the vault knows. */
export interface NearInFile extends KnownInstead {
  /** The alias of the known account; may be empty. */
  alias: string;
  how: Nearness;
  /** How many keys of the file have it. */
  keys: number;
}
/** Most of them that are told of. */
export const mostNear = 20;

/** What a person says once for all keys of the file that lack it. What is left out stays as it is. */
export interface FileDetails {
  end?: KeyEnd | undefined;
  providers: {
    provider: ProviderId;
    keyType?: string | undefined;
    endpoint?: string | undefined;
    accountId?: string | undefined;
  }[];
  /** Known accounts and users that are meant. Unlike the others, these replace what the file says. */
  known?: KnownInstead[] | undefined;
}

/** What a person says of one key of the file. It counts more than the file, and than what was said for all of it. */
export interface RowDetails {
  name: string;
  accountId: string;
  identityKind: string;
  identityName: string;
  keyType: string;
  endpoint: string;
  /** `null`: as it is. */
  end: KeyEnd | null;
}

/** One key of the file, without its secret. */
export interface ImportRow {
  /** From 0, in the file's order. */
  index: number;
  provider: ProviderId;
  name: string;
  accessKeyId: string;
  accountId: string;
  identityKind: string;
  identityName: string;
  credential: CredentialKind;
  keyType: string;
  endpoint: string;
  /** In milliseconds since the epoch; `null`: it never ends, or the file doesn't say it. */
  expiresAt: number | null;
  state: ImportState;
  choice: ImportChoice;
  /** The name of the vault's key of that AccessKey ID, if there is one. */
  present: string | null;
  /** For `changed` and `other-secret`: which properties differ. */
  differs: ComparedProperty[];
  /** For `invalid`: what is wrong. For the others: warnings. */
  issues: FieldIssue[];
  /** What the vault needs and the file doesn't say. It is empty unless the key is `incomplete`. */
  missing: MissingField[];
  /**
   * Its ID or secret has none of the known shapes, so it may be something else, such as an example. It is imported only
   * if a person chooses it by itself or among such keys.
   */
  unusual: boolean;
  /** The file calls it the default key of its provider. */
  isDefault: boolean;
}

/** The whole file in numbers. */
export interface ImportPlan {
  /** Keys in the file. */
  total: number;
  states: Readonly<Record<ImportState, number>>;
  choices: Readonly<Record<ImportChoice, number>>;
  /** Keys of unusual shape that can be imported, and how many of them are skipped. */
  unusual: { keys: number; skipped: number };
  /** What the file doesn't say, of all keys that are new. */
  missing: Missing[];
  /** What may be a slip in the file. */
  near: NearInFile[];
  /** Providers in which a chosen key would take the default from another one. */
  defaults: ProviderId[];
  /** Whether those defaults are to change. */
  takeDefaults: boolean;
  /** Keys of an account itself that become the default of their provider, as it is chosen now. */
  rootDefaults: number;
  /** The different effects of what is chosen now. They say which verification the import needs. */
  effects: EffectName[];
}

/** What was done. */
export interface Imported {
  added: number;
  updated: number;
  replaced: number;
  skipped: number;
}
