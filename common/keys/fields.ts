import { type CredentialKind, identityOf, type ProviderProfile, profileOf, type Shape } from '../providers';
import type { KeyDetails, NewKeyDetails } from './access-key';

/**
 * The rules for what a person types about a key. The form shows them while typing; the vault process enforces the
 * errors again. A shape that looks wrong is a warning; an error keeps the key from being stored.
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
  | 'accessKeyId'
  | 'secret'
  | 'token'
  | 'expiresAt'
  | 'alias'
  | 'remark'
  | 'password';

export type FieldProblem =
  /** Must not be empty. */
  | 'required'
  /** More than `limit` characters. */
  | 'too-long'
  /** Fewer than `limit` characters. */
  | 'too-short'
  /** Control characters or invisible direction marks, which make a text look like another. */
  | 'hidden-characters'
  /** Blanks inside, or characters other than printable ASCII. */
  | 'not-printable'
  /** Not one of the profile's choices. */
  | 'not-a-choice'
  /** The provider gives such an identity another kind of credential only. */
  | 'other-credential-only'
  /** Not an http(s) address or host name. */
  | 'not-an-endpoint'
  /** Warning: none of the shapes that this kind of value has. */
  | 'unusual-shape'
  /** Warning: looks like a temporary credential's ID, but long-term is chosen (or the other way round). */
  | 'other-credential'
  /** Warning: the time is past. */
  | 'past';

export interface FieldIssue {
  field: FieldName;
  problem: FieldProblem;
  severity: 'error' | 'warning';
  /** The bound in characters, for `too-long` and `too-short`. */
  limit?: number;
}

/** Most characters a field takes, in UTF-16 units. ZStack's own limits where it has the field, room for every known shape elsewhere. */
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

// C0 and C1 controls, bidi marks, embeddings, overrides and isolates, zero-width space, word joiner, BOM. The
// zero-width joiners stay allowed: emoji and several scripts are written with them.
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/;
// A description may have line breaks and tabs.
const hiddenInText =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/;
const printable = /^[\x21-\x7e]*$/;
const endpointPattern = /^(?:https?:\/\/)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:\/[\x21-\x7e]*)?$/;

/** An issue that keeps a value from being stored. */
export const error = (field: FieldName, problem: FieldProblem, limit?: number): FieldIssue =>
  limit === undefined ? { field, problem, severity: 'error' } : { field, problem, severity: 'error', limit };
/** An issue to look at again. */
export const warning = (field: FieldName, problem: FieldProblem): FieldIssue => ({
  field,
  problem,
  severity: 'warning',
});

/** Text as it is stored: composed (NFC), without blanks at the ends. Names are compared and searched in this form. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim();
}

/** A value copied from a console: blanks, line breaks and a byte order mark at the ends are never part of it. */
export function tidyCredential(text: string): string {
  return text.trim();
}

/** A text of unknown origin with every control character and direction mark replaced by �, so that what it shows is what it is. */
export function showHidden(text: string): string {
  return text.replace(new RegExp(hidden, 'g'), '\ufffd');
}

/** What is wrong with a text that a person chose freely; with `lines` it may have line breaks. */
export function* freeText(
  field: FieldName,
  value: string,
  limit: number,
  required: boolean,
  lines = false,
): Generator<FieldIssue> {
  if (required && tidy(value) === '') yield error(field, 'required');
  if (tidy(value).length > limit) yield error(field, 'too-long', limit);
  if ((lines ? hiddenInText : hidden).test(value.trim())) yield error(field, 'hidden-characters');
}

function fitsOne(shapes: readonly Shape[], value: string): boolean {
  return shapes.length === 0 || shapes.some((shape) => shape.pattern.test(value));
}

function* detailIssues(
  profile: ProviderProfile,
  details: KeyDetails,
  keyType: string,
  credential: CredentialKind,
): Generator<FieldIssue> {
  yield* freeText('name', details.name, fieldLimits.name, true);
  yield* freeText('description', details.description, fieldLimits.description, false, true);
  yield* freeText('accountId', details.accountId, fieldLimits.accountId, false);
  const account = tidy(details.accountId);
  if (account !== '' && profile.account.shape && !profile.account.shape.pattern.test(account)) {
    yield warning('accountId', 'unusual-shape');
  }
  const identity = identityOf(profile.id, details.identityKind);
  if (!identity) yield error('identityKind', 'not-a-choice');
  else if (profile.credentials.includes(credential) && !identity.credentials.includes(credential)) {
    yield error('identityKind', 'other-credential-only');
  }
  if (identity?.nameField) yield* freeText('identityName', details.identityName, fieldLimits.identityName, false);
  else if (identity && tidy(details.identityName) !== '') yield error('identityName', 'not-a-choice');
  const type = profile.keyTypes.find((candidate) => candidate.id === keyType);
  const endpoint = tidy(details.endpoint);
  if (type?.endpoint) {
    if (endpoint === '') yield error('endpoint', 'required');
    else if (endpoint.length > fieldLimits.endpoint) yield error('endpoint', 'too-long', fieldLimits.endpoint);
    else if (!endpointPattern.test(endpoint)) yield error('endpoint', 'not-an-endpoint');
  } else if (endpoint !== '') yield error('endpoint', 'not-a-choice');
}

/** What is wrong with an edit of an existing key of this profile, key type and kind of credential. */
export function checkDetails(
  profile: ProviderProfile,
  details: KeyDetails,
  keyType: string,
  credential: CredentialKind,
): FieldIssue[] {
  return [...detailIssues(profile, details, keyType, credential)];
}

/** What is wrong with a new key, its secret parts left out. `now` in milliseconds since the epoch. */
export function checkNewKey(key: NewKeyDetails, now: number): FieldIssue[] {
  const profile = profileOf(key.profile);
  const issues = checkDetails(profile, key, key.keyType, key.credential);
  if (profile.keyTypes.length > 0 ? !profile.keyTypes.some((type) => type.id === key.keyType) : key.keyType !== '') {
    issues.push(error('keyType', 'not-a-choice'));
  }
  if (!profile.credentials.includes(key.credential)) issues.push(error('credential', 'not-a-choice'));
  issues.push(...checkAccessKeyId(profile, key.credential, key.accessKeyId));
  if (key.credential === 'temporary') {
    if (key.expiresAt === null) issues.push(error('expiresAt', 'required'));
    else if (key.expiresAt <= now) issues.push(warning('expiresAt', 'past'));
  } else if (key.expiresAt !== null) issues.push(error('expiresAt', 'not-a-choice'));
  return issues;
}

/** What is wrong with an AccessKey ID by itself; whether it is already stored only the vault knows. */
function checkAccessKeyId(
  profile: ProviderProfile,
  credential: 'long-term' | 'temporary',
  typed: string,
): FieldIssue[] {
  const value = tidyCredential(typed);
  if (value === '') return [error('accessKeyId', 'required')];
  if (value.length > fieldLimits.accessKeyId) return [error('accessKeyId', 'too-long', fieldLimits.accessKeyId)];
  if (!printable.test(value)) return [error('accessKeyId', 'not-printable')];
  const { shapes } = profile.accessKeyId;
  if (fitsOne(shapes[credential], value)) return [];
  const other = credential === 'temporary' ? 'long-term' : 'temporary';
  const fitsOther = shapes[other].length > 0 && fitsOne(shapes[other], value);
  return [warning('accessKeyId', fitsOther ? 'other-credential' : 'unusual-shape')];
}

/** What is wrong with a secret, as text; only the add sheet and the vault process ever call this. */
export function checkSecret(profile: ProviderProfile, typed: string): FieldIssue[] {
  const value = tidyCredential(typed);
  if (value === '') return [error('secret', 'required')];
  if (value.length > fieldLimits.secret) return [error('secret', 'too-long', fieldLimits.secret)];
  if (!printable.test(value)) return [error('secret', 'not-printable')];
  return fitsOne(profile.secret.shapes, value) ? [] : [warning('secret', 'unusual-shape')];
}

/** What is wrong with a security token; temporary credentials need one, others have none. */
export function checkToken(credential: 'long-term' | 'temporary', typed: string): FieldIssue[] {
  const value = tidyCredential(typed);
  if (credential === 'long-term') return value === '' ? [] : [error('token', 'not-a-choice')];
  if (value === '') return [error('token', 'required')];
  if (value.length > fieldLimits.token) return [error('token', 'too-long', fieldLimits.token)];
  return printable.test(value) ? [] : [error('token', 'not-printable')];
}

/** What is wrong with a new master password. Its strength is shown, not enforced; its length is. */
export function checkNewPassword(password: string): FieldIssue[] {
  if (password === '') return [error('password', 'required')];
  if ([...password].length < minimumPasswordLength) return [error('password', 'too-short', minimumPasswordLength)];
  return password.length > fieldLimits.password ? [error('password', 'too-long', fieldLimits.password)] : [];
}

/** The errors among some issues. */
export function errorsOf(issues: readonly FieldIssue[]): FieldIssue[] {
  return issues.filter((issue) => issue.severity === 'error');
}
