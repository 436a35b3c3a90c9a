import { isFormula, isLiveFormula } from '../csv/formula';
import { type CredentialKind, providerOf, type Shape, type StoredProvider, secretShapes } from '../providers';
import type { KeyDetails, NewKeyDetails } from './access-key';
import type { ProviderDates } from './dates';
import { fewestCharacters, hasHidden, hasTooManyMarks, isTooSimple, mostMarks, tidy } from './text';
import { cannotBeTyped } from './typed';

/**
 * The rules for what a person types about a key. The form shows them while the person types; the vault process checks
 * the errors again. A shape that looks wrong is only a warning. With an error the key is not stored.
 */

export type FieldName =
  | 'name'
  | 'description'
  | 'accountId'
  | 'identityKind'
  | 'identityName'
  | 'keyType'
  | 'endpoint'
  | 'credential'
  | 'apiCredential'
  | 'accessKeyId'
  | 'secret'
  | 'token'
  | 'expiresAt'
  | 'providerCreatedAt'
  | 'providerUsedAt'
  | 'alias'
  | 'remark'
  | 'tag'
  | 'view'
  | 'password';

export type FieldProblem =
  /** The field must not be empty. */
  | 'required'
  /** It has more than `limit` characters. */
  | 'too-long'
  /** It has fewer than `limit` characters. */
  | 'too-short'
  /** It has characters that can't be seen, or that change the direction of a text, and so make it look like another. */
  | 'hidden-characters'
  /** A letter has more than `limit` combining marks. */
  | 'combining-marks'
  /** A spreadsheet would calculate it: it begins with `=`, `+`, `-` or `@`. For a secret or token it is a warning. */
  | 'formula'
  /** A new password has fewer than `limit` different characters. */
  | 'too-simple'
  /** A new password has a line end, a tab or another character that can't be typed into a hidden field later. */
  | 'not-typable'
  /** It has blanks inside, or characters other than printable ASCII. */
  | 'not-printable'
  /** It is not one of the provider's choices. */
  | 'not-a-choice'
  /** The provider gives such an identity only the other kind of credential. */
  | 'other-credential-only'
  /** It is not an http(s) address or a host name. */
  | 'not-an-endpoint'
  /** Only a later Keyfold knows what the vault's key is. */
  | 'needs-newer'
  /** Warning: it has none of the known shapes of such a value. */
  | 'unusual-shape'
  /** Warning: it looks like the ID of a temporary key but long-term is chosen, or the other way round. */
  | 'other-credential'
  /** Warning: it looks the same as `like`, the name of another key of this account. */
  | 'looks-like'
  /** Warning: `like`, a key in the recycle bin, has the same AccessKey ID. */
  | 'in-bin'
  /** Warning: it is new, and almost `like`, which the vault knows. */
  | 'almost-known'
  /** Warning: `like` is what a spreadsheet has made of it: a rounded number, a date. */
  | 'lost-value'
  /** Warning: `like`, which the file has, is no date that can be read with certainty. */
  | 'not-a-date'
  /** The time is past today. */
  | 'in-the-future'
  /** At that time no cloud gave access keys. */
  | 'too-early'
  /** It was used before it was created. */
  | 'before-created'
  /** Warning: the time is past. */
  | 'past';

export interface FieldIssue {
  field: FieldName;
  problem: FieldProblem;
  severity: 'error' | 'warning';
  /** The bound in characters, for the problems that have one. */
  limit?: number;
  /**
   * For `looks-like`: the other name. For `in-bin`: the name of the deleted key. For `almost-known`: the account or user
   * that is known. For `lost-value` and `not-a-date`: what the file has.
   */
  like?: string;
}

/**
 * Most characters of a field, in UTF-16 units. If ZStack has the field, this is ZStack's own limit; the others have
 * room for every known shape.
 */
export const fieldLimits = {
  name: 255,
  description: 1024,
  accountId: 128,
  identityName: 128,
  alias: 128,
  remark: 1024,
  endpoint: 255,
  accessKeyId: 128,
  secret: 256,
  token: 8192,
  password: 1024,
} as const;

/** Fewest characters of a master password. */
export const minimumPasswordLength = 8;

const printable = /^[\x21-\x7e]*$/;
const endpointPattern = /^(?:https?:\/\/)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:\/[\x21-\x7e]*)?$/;

/** Returns an issue that keeps the value from being stored. */
export const error = (field: FieldName, problem: FieldProblem, limit?: number): FieldIssue =>
  limit === undefined ? { field, problem, severity: 'error' } : { field, problem, severity: 'error', limit };
/** Returns an issue that a person should check but that doesn't keep the value from being stored. */
export const warning = (field: FieldName, problem: FieldProblem): FieldIssue => ({
  field,
  problem,
  severity: 'warning',
});

/**
 * Returns a value that was copied from a console without blanks, line breaks and byte order marks at its ends. They are
 * never part of it.
 */
export function tidyCredential(text: string): string {
  return text.trim();
}

/** Reports what is wrong with a text that a person chose freely. With `lines` it may have line breaks. */
export function* freeText(
  field: FieldName,
  value: string,
  limit: number,
  required: boolean,
  lines = false,
): Generator<FieldIssue> {
  if (required && tidy(value) === '') yield error(field, 'required');
  if (tidy(value).length > limit) yield error(field, 'too-long', limit);
  if (hasHidden(value.trim(), lines)) yield error(field, 'hidden-characters');
  if (hasTooManyMarks(value)) yield error(field, 'combining-marks', mostMarks);
}

function fitsOne(shapes: readonly Shape[], value: string): boolean {
  return shapes.length === 0 || shapes.some((shape) => shape.pattern.test(value));
}

function* detailIssues(
  provider: StoredProvider,
  details: KeyDetails,
  keyType: string,
  credential: CredentialKind,
): Generator<FieldIssue> {
  yield* freeText('name', details.name, fieldLimits.name, true);
  yield* freeText('description', details.description, fieldLimits.description, false, true);
  yield* freeText('accountId', details.accountId, fieldLimits.accountId, false);
  const account = tidy(details.accountId);
  if (account !== '' && provider.account.shape && !provider.account.shape.pattern.test(account)) {
    yield warning('accountId', 'unusual-shape');
  }
  const identity = provider.identities.find(({ kind }) => kind === details.identityKind);
  if (!identity) yield error('identityKind', 'not-a-choice');
  else if (provider.credentials.includes(credential) && !identity.credentials.includes(credential)) {
    yield error('identityKind', 'other-credential-only');
  }
  if (identity?.nameField) yield* freeText('identityName', details.identityName, fieldLimits.identityName, false);
  else if (identity && tidy(details.identityName) !== '') yield error('identityName', 'not-a-choice');
  const type = provider.keyTypes.find((candidate) => candidate.id === keyType);
  const endpoint = tidy(details.endpoint);
  if (type?.endpoint) {
    // ZStack doesn't ask for it either: whoever knows it may note it.
    if (endpoint.length > fieldLimits.endpoint) yield error('endpoint', 'too-long', fieldLimits.endpoint);
    else if (endpoint !== '' && !endpointPattern.test(endpoint)) yield error('endpoint', 'not-an-endpoint');
  } else if (endpoint !== '') yield error('endpoint', 'not-a-choice');
}

/** Returns what is wrong with an edit of an existing key of this provider, key type and kind of credential. */
export function checkDetails(
  provider: StoredProvider,
  details: KeyDetails,
  keyType: string,
  credential: CredentialKind,
): FieldIssue[] {
  return [...detailIssues(provider, details, keyType, credential)];
}

/** Returns what is wrong with a new key, without its secret. `now` is in milliseconds since the epoch. */
export function checkNewKey(key: NewKeyDetails, now: number): FieldIssue[] {
  const provider = providerOf(key.provider);
  const issues = checkDetails(provider, key, key.keyType, key.credential);
  if (provider.keyTypes.length > 0 ? !provider.keyTypes.some((type) => type.id === key.keyType) : key.keyType !== '') {
    issues.push(error('keyType', 'not-a-choice'));
  }
  if (!provider.credentials.includes(key.credential)) issues.push(error('credential', 'not-a-choice'));
  issues.push(...checkAccessKeyId(provider, key.credential, key.accessKeyId));
  if (key.credential === 'temporary') {
    if (key.expiresAt === null) issues.push(error('expiresAt', 'required'));
    else if (key.expiresAt <= now) issues.push(warning('expiresAt', 'past'));
  } else if (key.expiresAt !== null) issues.push(error('expiresAt', 'not-a-choice'));
  if (key.dates) issues.push(...checkDates(key.dates, now));
  return issues;
}

const day = 86_400_000;

/** Before that, in milliseconds since the epoch, no cloud gave access keys. */
const earliestDate = Date.UTC(2006, 0, 1);

/**
 * Returns what is wrong with dates that a person or a file says. `now` is in milliseconds since the epoch. A date has no
 * zone, so the day after today is still taken.
 */
export function checkDates(
  { providerCreatedAt: created, providerUsedAt: used }: ProviderDates,
  now: number,
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const given = [
    ['providerCreatedAt', created],
    ['providerUsedAt', used === 0 ? null : used],
  ] as const;
  for (const [field, at] of given) {
    if (at === null) continue;
    if (at > now + day) issues.push({ field, problem: 'in-the-future', severity: 'error' });
    else if (at < earliestDate) issues.push({ field, problem: 'too-early', severity: 'error' });
  }
  if (created !== null && used !== null && used !== 0 && used < created - day && issues.length === 0)
    issues.push({ field: 'providerUsedAt', problem: 'before-created', severity: 'error' });
  return issues;
}

/** Returns what is wrong with an AccessKey ID by itself. Only the vault knows whether it is already stored. */
function checkAccessKeyId(
  provider: StoredProvider,
  credential: 'long-term' | 'temporary',
  typed: string,
): FieldIssue[] {
  const value = tidyCredential(typed);
  if (value === '') return [error('accessKeyId', 'required')];
  if (value.length > fieldLimits.accessKeyId) return [error('accessKeyId', 'too-long', fieldLimits.accessKeyId)];
  if (!printable.test(value)) return [error('accessKeyId', 'not-printable')];
  // A tool reads the ID in a CSV file as it is, so the sign that would keep it from being a formula can't be added.
  if (isFormula(value)) return [error('accessKeyId', 'formula')];
  const { shapes } = provider.accessKeyId;
  if (fitsOne(shapes[credential], value)) return [];
  const other = credential === 'temporary' ? 'long-term' : 'temporary';
  const fitsOther = shapes[other].length > 0 && fitsOne(shapes[other], value);
  return [warning('accessKeyId', fitsOther ? 'other-credential' : 'unusual-shape')];
}

/** Returns what is wrong with a secret, as text. Only the add sheet and the vault process call this. */
export function checkSecret(provider: StoredProvider, credential: CredentialKind, typed: string): FieldIssue[] {
  const value = tidyCredential(typed);
  if (value === '') return [error('secret', 'required')];
  if (value.length > fieldLimits.secret) return [error('secret', 'too-long', fieldLimits.secret)];
  if (!printable.test(value)) return [error('secret', 'not-printable')];
  // A secret is taken whatever it looks like. In a CSV file such a one gets a sign that keeps it from being a formula.
  if (isLiveFormula(value)) return [warning('secret', 'formula')];
  return fitsOne(secretShapes(provider, credential), value) ? [] : [warning('secret', 'unusual-shape')];
}

/** Returns what is wrong with a security token. A temporary key needs one, a long-term key has none. */
export function checkToken(credential: 'long-term' | 'temporary', typed: string): FieldIssue[] {
  const value = tidyCredential(typed);
  if (credential === 'long-term') return value === '' ? [] : [error('token', 'not-a-choice')];
  if (value === '') return [error('token', 'required')];
  if (value.length > fieldLimits.token) return [error('token', 'too-long', fieldLimits.token)];
  if (!printable.test(value)) return [error('token', 'not-printable')];
  return isLiveFormula(value) ? [warning('token', 'formula')] : [];
}

/**
 * Returns what is wrong with a new password or passphrase of at least `least` characters. Its length and its characters
 * are checked here; its strength is only shown.
 */
export function checkNewPassword(password: string, least = minimumPasswordLength): FieldIssue[] {
  if (password === '') return [error('password', 'required')];
  if ([...password].length < least) return [error('password', 'too-short', least)];
  if (password.length > fieldLimits.password) return [error('password', 'too-long', fieldLimits.password)];
  if (isTooSimple(password)) return [error('password', 'too-simple', fewestCharacters)];
  return cannotBeTyped(password) ? [error('password', 'not-typable')] : [];
}

/** Returns only those issues that are errors. */
export function errorsOf(issues: readonly FieldIssue[]): FieldIssue[] {
  return issues.filter((issue) => issue.severity === 'error');
}
