import type { IdentityName, NotAllowedReason } from './accounts/account';
import type { EffectName } from './effect-names';
import type { FieldIssue } from './keys/fields';
import type { StoredProviderId } from './providers/provider';
import type { Replaced } from './replaced';
import type { SyntaxFault, UnreadableKind } from './transfer/unreadable';
import type { ToolFileProblem } from './transfer/use';

/** Whether the system's keychain can give the device share, and if not, why. */
export type KeychainState =
  /** A real keyring works. */
  | 'good'
  /**
   * There is no keyring on this system, or only the hard-coded key that Chromium falls back to (`basic_text`, `v10`).
   */
  | 'missing'
  /** There is a keyring, but it is locked or doesn't answer. Another try later may work. */
  | 'unavailable'
  /** The share was sealed by another backend than the present one (of another desktop, for example). */
  | 'other-backend'
  /** The keyring works, but the share was sealed with another key, or the sealed text is damaged. */
  | 'lost-key'
  /** This vault has no device slot yet (created without a keyring). */
  | 'not-sealed';

/** A part of a database's schema. */
export type SchemaPart = 'table' | 'view' | 'index' | 'trigger';

/** Every error code there is, with the facts that travel with it. No fact may hold a secret. */
export interface ErrorFacts {
  /** There is no such operation, or the input doesn't fit its schema. */
  'bad-request': { operation: string };
  /** The view may not call this operation. */
  'not-allowed': { operation: string };
  /** The operation needs an unlocked vault. */
  locked: object;
  'not-found': object;
  'wrong-password': object;
  /** It is a valid recovery key, but not the one of this vault. */
  'wrong-recovery-key': object;
  /**
   * What was typed can't be a recovery key: characters are missing, or the checksum shows a typing mistake. It doesn't
   * count as a wrong try.
   */
  'recovery-key-typo': object;
  /** No recovery key was set up for this vault. */
  'no-recovery-key': object;
  /** It is not a present code of the authenticator app. */
  'wrong-code': object;
  /** The app's code is right, but it was used before or the machine's clock went back. A code works only once. */
  'code-used': object;
  /** It is not the administrator's password of the access key management lock. */
  'wrong-administrator': object;
  /** There were too many wrong passwords or codes. The next try is possible after `seconds`. */
  'try-later': { seconds: number };
  /**
   * The act is protected, and came without a verification or with one of the wrong kind. `effect` is the one of its
   * effects that needs the strictest.
   */
  'verification-required': { effect: EffectName; keyId: string | null };
  /** The keychain can't give the device share. The same call works with the master password. */
  'password-required': { keychain: KeychainState };
  /** The keychain can't take the device share, so nothing was sealed. */
  'keychain-unusable': { keychain: KeychainState };
  /** Fields break a rule. All of them are listed, so that a form can mark them all at once. */
  'invalid-fields': { issues: FieldIssue[] };
  /** This provider already has a key with this AccessKey ID; `name` is its name. */
  'access-key-id-taken': { name: string };
  /** Only a later Keyfold knows the provider, the kind of identity or the type of one of these keys. */
  'needs-newer': object;
  /** A disabled or expired key can't be the default one. */
  'not-enabled': object;
  /** This provider's provider doesn't let a disabled key be enabled again. */
  'disable-is-final': object;
  /** Only an enabled long-term key can be replaced step by step. */
  'not-rotatable': object;
  /** This key is already in a rotation that is not finished. */
  'rotation-under-way': object;
  /** The rotation is at another stage, which doesn't allow this. */
  'rotation-stage': object;
  /** The new key of a rotation must be of the same identity as the old one. */
  'rotation-mismatch': object;
  /** A key that leaked can't be the new key of a rotation. */
  'key-leaked': object;
  /** Only temporary keys that have expired can be cleared. */
  'not-expired': object;
  /** The identity has `held` of at most `limit` long-term keys, and `more` would be too many. */
  'quota-full': IdentityName & { limit: number; held: number; more: number };
  /** This identity can't be given such a key. */
  'key-not-allowed': IdentityName & { reason: NotAllowedReason };
  /** The act is for `found` keys, and one act takes `limit` at most. */
  'too-many-keys': { found: number; limit: number };
  /** A provider has one default key, and several of this provider would become it. */
  'several-defaults': { provider: StoredProviderId; keys: number };
  /** The vault has such a tag already: with this name, or one that looks the same. */
  'tag-taken': { name: string };
  'tag-gone': object;
  /** The vault has as many tags as it can have. */
  'too-many-tags': { limit: number };
  /** The vault has a named view of this name already. */
  'view-taken': { name: string };
  'view-gone': object;
  /** The vault has as many named views as it can have. */
  'too-many-views': { limit: number };
  /** The account or identity is not there (any more). */
  'identity-gone': object;
  /** The account has such an identity already. */
  'identity-taken': object;
  /** The provider has such an account already. */
  'account-taken': object;
  /**
   * The account or identity has keys. `remove`: so it can't be removed. `restrict`: some of them would not be allowed
   * after the change.
   */
  'still-has-keys': { keys: number; doing: 'remove' | 'restrict' };
  /**
   * The keys, or the identity that they are given to, are of different providers. The code stands in the logs of earlier
   * versions, so it keeps their word.
   */
  'other-profile': object;
  'ticket-invalid': object;
  /** What the verification was for is not what would happen now. Nothing was done, and the ticket is spent. */
  'plan-changed': object;
  /** A backup is restored over a vault that the backup's keys and its password don't open: its own is needed too. */
  'present-password': { wrong: boolean };
  /** The secret of this key was shown once, and its provider doesn't show it again. */
  'shown-once': object;
  /** There is no vault here yet. */
  'no-vault': object;
  /** There is a vault already, and it is never overwritten. */
  'vault-exists': { folder: string };
  /** Another process holds the vault open. */
  'vault-in-use': object;
  /** The file was written by a newer Keyfold. It is left untouched. */
  'vault-newer': { file: string; found: number; supported: number };
  /** The file is truncated or changed, or a part is missing. It is left untouched. */
  'vault-damaged': { file: string; part: 'slots' | 'database' };
  /** Another file is in the vault's place. It is left untouched. */
  'vault-foreign': { file: string };
  /** A link is in the place of one of the vault's files. It is not followed. */
  'vault-link': { file: string; target: string };
  /**
   * The vault's folder is a link that leads to nothing, or the folder above it isn't there: perhaps its disk is not
   * mounted. `target` is where the link leads to; `null` if it is no link.
   */
  'vault-away': { path: string; target: string | null };
  /**
   * The schema of the database isn't what Keyfold makes: another program has added, removed or changed a part. The file
   * is left untouched. `name` is that part's name, in plain characters.
   */
  'vault-altered': { file: string; what: SchemaPart; name: string; how: 'extra' | 'missing' | 'changed' };
  /**
   * While the vault was open, its file was moved, removed, replaced, or written by another program. Nothing is
   * acknowledged any more, and Keyfold locks.
   */
  'vault-replaced': Replaced;
  /** Another machine has the vault open, or had it a moment ago. Both names are as that machine wrote them. */
  'vault-open-elsewhere': { machine: string; user: string };
  /** The chosen file is none of a vault's two files. */
  'not-a-vault': { path: string };
  /** A rewriting of the chosen vault was interrupted, so it can't be copied before it was opened. */
  'vault-unsettled': object;
  /** The vault is just getting new keys, so nothing else can be changed. */
  'new-keys-under-way': object;
  /** A backup is never opened where it is. */
  'only-a-copy': object;
  /** No vault was chosen, or Keyfold was started anew since. */
  'nothing-chosen': object;
  /** Only one of another vault's two files is there. `missing` says which one isn't. */
  'backup-incomplete': { missing: 'slots' | 'database' };
  /** Another vault's files are damaged, or don't belong together. */
  'backup-damaged': object;
  /** The schema of another vault's database isn't what Keyfold makes. `name` is the first part that differs. */
  'backup-altered': { name: string };
  /** The password of another vault asks for more memory or work than Keyfold gives to somebody else's file. */
  'backup-costly': object;
  /** One file of another vault was dropped. Keyfold can find the other file only if the file is chosen in a dialog. */
  'backup-dropped': object;
  /** The chosen vault is the one that is open. */
  'backup-is-open': object;
  /** There is no complete backup with this name (any more). */
  'backup-gone': object;
  /** The second folder for backups isn't there, for example because its disk isn't connected. */
  'backup-place-gone': { path: string };
  /** The chosen folder can't be used. `own`: it is in the vault's own folder. */
  'place-unfit': { path: string; why: 'own' };
  /** The act needs a backup first. The backup failed, so the act was not done. */
  'backup-failed': { cause: AppError };
  /** Of many keys, `done` were imported when the others failed. They stay. */
  'import-partly': { done: number; total: number; cause: AppError };
  /** The file has changed since it was read. */
  'source-changed': object;
  /**
   * Why the file can't be cleaned. `linked`: it has another name too. `owner`: it belongs to another user. `nothing`:
   * the vault has none of its keys. `unknown`: it can't be cleaned without changing something else in it.
   */
  'source-unfit': { why: 'linked' | 'owner' | 'nothing' | 'unknown' };
  /** All originals together would be larger than `limit`, in bytes. */
  'originals-full': { limit: number };
  /** This original is not in the vault any more. */
  'original-gone': object;
  /** An original can't be opened with this vault's keys. */
  'original-damaged': object;
  /** The file is too large to read; `limit` is in bytes. */
  'file-too-large': { limit: number };
  /** It is a folder, a pipe or a device, and not a file. */
  'not-a-file': object;
  /** The file is a text of no kind that Keyfold can read. */
  'file-unknown': object;
  /** It is known what the file is, and it can't be read. */
  'file-unreadable': { kind: UnreadableKind };
  /** The file is JSON or YAML, and breaks its rules at this place. Line and column are counted from 1. */
  'file-syntax': { format: 'json' | 'yaml'; fault: SyntaxFault; line: number; column: number };
  /** The file was cut short or changed after it was written. */
  'file-damaged': object;
  /** An export has a member that its version doesn't know, or one object has a member twice. */
  'file-member': { problem: 'unknown' | 'doubled'; member: string };
  /** An export of a newer Keyfold. */
  'file-newer': { found: number; supported: number };
  'wrong-passphrase': object;
  /** The identity file has no key that opens the file. */
  'wrong-identity': object;
  /** The file needs more work to open than Keyfold does for any file. */
  'work-factor': object;
  'no-keys-in-file': object;
  /** Keys of a provider that Keyfold doesn't know. */
  'other-provider': { provider: 'AWS' };
  /** A recipient is not one of age. `number` says which, from 1. */
  'bad-recipient': { number: number };
  'nothing-to-export': object;
  /** What is to be exported has other keys now than those that were shown. */
  'export-changed': object;
  /** The log has no row from before the chosen moment. */
  'nothing-to-archive': object;
  /** The log is broken at this row, which would go into the archive. */
  'log-broken': { row: number };
  /** The file is no archive of a log, or not a whole one. */
  'archive-unknown': object;
  /** Something has this name already, and it is not replaced. */
  'file-exists': object;
  /** The temporary key has expired, so no tool can use it. */
  'key-expired': object;
  /** A tool's file was not written. It is as it was. */
  'tool-file': { problem: ToolFileProblem };
  /** The person stopped the act, and nothing of it stays. */
  cancelled: object;
  /** A sealed secret can't be opened with the vault's key. */
  'secret-damaged': object;
  'disk-full': object;
  'no-permission': { path: string };
  'read-only': { path: string };
  /** Any other failure of the file system. */
  io: { path: string; system: string };
  /** The vault process ended before it answered the call. */
  'vault-ended': object;
  /** A defect of Keyfold itself. */
  internal: object;
}

export type ErrorCode = keyof ErrorFacts;

/** An error as it crosses a process border: its code and its facts, nothing else. */
export type AppError = { [Code in ErrorCode]: { code: Code } & ErrorFacts[Code] }[ErrorCode];

/** What every call returns. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; error: AppError };

/** It is thrown inside a process, and the gate turns it into a `Reply`. Its message is the code, never data. */
export class KeyfoldError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.name = 'KeyfoldError';
    this.error = error;
  }
}

/** Throws a {@link KeyfoldError} with this code and its facts. */
export function fail<Code extends ErrorCode>(code: Code, facts: ErrorFacts[Code]): never {
  throw new KeyfoldError({ code, ...facts } as AppError);
}
