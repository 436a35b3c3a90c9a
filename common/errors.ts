import type { IdentityName, NotAllowedReason } from './accounts/account';
import type { FieldIssue } from './keys/fields';
import type { Purpose } from './protection';
import type { ToolFileProblem } from './transfer/use';

/** Why the device share could not be had from the system's keychain. */
export type KeychainState =
  /** A real keyring answered. */
  | 'good'
  /** No keyring on this system, or only the hard-coded key that Chromium falls back to (`basic_text`, `v10`). */
  | 'missing'
  /** A keyring is there but locked or not answering; trying again later may work. */
  | 'unavailable'
  /** Sealed under another backend than the one that answers now (another desktop, for example). */
  | 'other-backend'
  /** The keyring answers but its key is not the one the share was sealed with, or the sealed text is damaged. */
  | 'lost-key'
  /** This vault has no device slot yet (created without a keyring). */
  | 'not-sealed';

/** Every error code there is, with the facts that travel with it. No fact may hold a secret. */
export interface ErrorFacts {
  /** No such operation, or a payload off its schema. */
  'bad-request': { operation: string };
  /** The view may not call this operation. */
  'not-allowed': { operation: string };
  /** The operation needs an unlocked vault. */
  locked: object;
  'not-found': object;
  'wrong-password': object;
  /** A whole recovery key, but not one that opens this vault. */
  'wrong-recovery-key': object;
  /** What was typed can't be any recovery key: characters are missing, or the checksum finds a slip. Not counted. */
  'recovery-key-typo': object;
  /** No recovery key was set up for this vault. */
  'no-recovery-key': object;
  /** Not a code of the authenticator app for now. */
  'wrong-code': object;
  /** The app's code is right but was used, or the machine's clock went back: a code works once. */
  'code-used': object;
  /** Not the administrator's password of the access key management lock. */
  'wrong-administrator': object;
  /** Too many wrong passwords or codes; the next try is looked at after so many seconds. */
  'try-later': { seconds: number };
  /** This act is protected and came without a verification, or with one of the wrong kind. */
  'verification-required': { purpose: Purpose; keyId: string | null };
  /** The keychain can't give the device share; the same call with the master password will do. */
  'password-required': { keychain: KeychainState };
  /** The keychain can't take the device share, so nothing was sealed. */
  'keychain-unusable': { keychain: KeychainState };
  /** Fields that break a rule; every one of them, so that a form can mark them all at once. */
  'invalid-fields': { issues: FieldIssue[] };
  /** The AccessKey ID stands already in this profile, under this key's name. */
  'access-key-id-taken': { name: string };
  /** A disabled or expired key can't be the default one. */
  'not-enabled': object;
  /** This profile's provider doesn't let a disabled key be enabled again. */
  'disable-is-final': object;
  /** Only an enabled long-term key can be replaced step by step. */
  'not-rotatable': object;
  /** A rotation with this key is under way already. */
  'rotation-under-way': object;
  /** The rotation is at another stage, where this can't be done. */
  'rotation-stage': object;
  /** The new key of a rotation must be of the same identity as the old one. */
  'rotation-mismatch': object;
  /** Only temporary keys that have expired are cleared away. */
  'not-expired': object;
  /** The identity has `held` of at most `limit` long-term keys, and `more` would be too many. */
  'quota-full': IdentityName & { limit: number; held: number; more: number };
  /** This identity can't be given such a key. */
  'key-not-allowed': IdentityName & { reason: NotAllowedReason };
  /** The account or identity is not there (any more). */
  'identity-gone': object;
  /** The account has such an identity already. */
  'identity-taken': object;
  /** The profile has such an account already. */
  'account-taken': object;
  /** What is to be removed has keys, or what is to be restricted has keys that it could then not have. */
  'still-has-keys': { keys: number; doing: 'remove' | 'restrict' };
  /** The keys, or the identity to have them, are of different profiles. */
  'other-profile': object;
  'ticket-invalid': object;
  /** The secret of this key was shown once, and its profile doesn't show it again. */
  'shown-once': object;
  /** There is no vault here yet. */
  'no-vault': object;
  /** There is one already; it is never overwritten. */
  'vault-exists': { folder: string };
  /** Another process holds the vault open. */
  'vault-in-use': object;
  /** Written by a newer Keyfold; left untouched. */
  'vault-newer': { file: string; found: number; supported: number };
  /** Truncated, changed, or a part is missing; left untouched. */
  'vault-damaged': { file: string; part: 'slots' | 'database' };
  /** Some other file stands in the vault's place; left untouched. */
  'vault-foreign': { file: string };
  /** Of another vault's two files only one is there; `missing` says which isn't. */
  'backup-incomplete': { missing: 'slots' | 'database' };
  /** Another vault's files are damaged, or don't belong together. */
  'backup-damaged': object;
  /** One file of another vault was dropped; only a dialog tells where its other one is. */
  'backup-dropped': object;
  /** It is the vault that is open. */
  'backup-is-open': object;
  /** No whole backup has this name (any more). */
  'backup-gone': object;
  /** What must not be done without a backup was not done, since the backup failed. */
  'backup-failed': { cause: AppError };
  /** The file isn't what was read from it any more. */
  'source-changed': object;
  /**
   * The file can't be cleaned: `linked`: it has another name; `owner`: it is another user's; `nothing`: the vault has none of
   * its keys; `unknown`: not without changing something else in it.
   */
  'source-unfit': { why: 'linked' | 'owner' | 'nothing' | 'unknown' };
  /** All originals together would be larger than that; in bytes. */
  'originals-full': { limit: number };
  /** That original isn't kept any more. */
  'original-gone': object;
  /** What is kept of a cleaned file doesn't open with this vault's keys. */
  'original-damaged': object;
  /** The file is larger than what is read; `limit` in bytes. */
  'file-too-large': { limit: number };
  /** A folder, a pipe or a device, and not a file. */
  'not-a-file': object;
  /** Nothing that Keyfold knows how to read. */
  'file-unknown': object;
  /** Cut short or changed: it doesn't say what it said when it was written. */
  'file-damaged': object;
  /** An export of a newer Keyfold. */
  'file-newer': { found: number; supported: number };
  'wrong-passphrase': object;
  /** The identity file has no key that opens the file. */
  'wrong-identity': object;
  /** The file asks for more work than is given to any file. */
  'work-factor': object;
  'no-keys-in-file': object;
  /** Keys of a provider that Keyfold has no profile for. */
  'other-provider': { provider: 'AWS' };
  /** Not a recipient of age; `number`: which of them, from 1. */
  'bad-recipient': { number: number };
  'nothing-to-export': object;
  /** A temporary key whose time is over: no tool gets anything done with it. */
  'key-expired': object;
  /** A tool's file was not written and is as it was. */
  'tool-file': { problem: ToolFileProblem };
  /** The person stopped it, and nothing of it stays. */
  cancelled: object;
  /** A secret's sealed text doesn't open with the vault's key. */
  'secret-damaged': object;
  'disk-full': object;
  'no-permission': { path: string };
  'read-only': { path: string };
  /** Any other failure of the file system. */
  io: { path: string; system: string };
  /** The vault process ended while the call was under way. */
  'vault-ended': object;
  /** A defect of Keyfold itself. */
  internal: object;
}

export type ErrorCode = keyof ErrorFacts;

/** An error as it crosses a process border: its code and its facts, nothing else. */
export type AppError = { [Code in ErrorCode]: { code: Code } & ErrorFacts[Code] }[ErrorCode];

/** What every call answers. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; error: AppError };

/** Thrown inside a process; the gate turns it into a `Reply`. Its message is the code, never data. */
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
