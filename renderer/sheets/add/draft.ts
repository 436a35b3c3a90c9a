import type { IdentityName } from '../../../common/accounts/account';
import type { NewKeyDetails } from '../../../common/keys/access-key';
import type { FieldIssue, FieldName } from '../../../common/keys/fields';
import type { Language } from '../../../common/languages';
import {
  type CredentialKind,
  type IdentityProfile,
  identityOf,
  type ProfileId,
  type ProviderProfile,
  profileIds,
  profileOf,
} from '../../../common/providers';
import type { Translate } from '../../i18n';

/** What is typed and chosen in the form, without the secret parts, which stay in their inputs. */
export interface Draft {
  profile: ProfileId;
  name: string;
  description: string;
  accountId: string;
  identityKind: string;
  identityName: string;
  keyType: string;
  endpoint: string;
  credential: CredentialKind;
  accessKeyId: string;
  /** As `<input type="datetime-local">` gives it: in the machine's own time, empty if none is set. */
  expiresAt: string;
}

/** Returns an empty form of this profile, with its first choices made. */
export function newDraft(id: ProfileId): Draft {
  const profile = profileOf(id);
  return {
    profile: id,
    name: '',
    description: '',
    accountId: '',
    identityKind: profile.identities[0].kind,
    identityName: '',
    keyType: profile.keyTypes[0]?.id ?? '',
    endpoint: '',
    credential: profile.identities[0].credentials[0],
    accessKeyId: '',
    expiresAt: '',
  };
}

/** Returns the form for the new key of a rotation, with all that it has in common with the old key. */
export function draftOf(old: NewKeyDetails, t: Translate): Draft {
  const today = new Date();
  const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return { ...old, name: t('add:successor.name', { name: old.name, date }), accessKeyId: '', expiresAt: '' };
}

/** Returns the chosen kind of identity. */
export function identityIn(draft: Draft): IdentityProfile {
  return identityOf(draft.profile, draft.identityKind) ?? profileOf(draft.profile).identities[0];
}

/**
 * Returns the same form for another identity. If that can't have the chosen kind of credential, another kind is chosen.
 */
export function withIdentity(draft: Draft, kind: string): Draft {
  const changed = { ...draft, identityKind: kind };
  const { credentials } = identityIn(changed);
  return credentials.includes(draft.credential) ? changed : { ...changed, credential: credentials[0] };
}

/**
 * Returns the same form for another profile. What was typed stays, and a choice stays if the other profile has the
 * same.
 */
export function withProfile(draft: Draft, id: ProfileId): Draft {
  const profile = profileOf(id);
  const { root } = identityIn(draft);
  const identity =
    identityOf(id, draft.identityKind) ??
    profile.identities.find((candidate) => candidate.root === root) ??
    profile.identities[0];
  const keyType = profile.keyTypes.find((type) => type.id === draft.keyType) ?? profile.keyTypes[0];
  return {
    ...draft,
    profile: id,
    identityKind: identity.kind,
    keyType: keyType?.id ?? '',
    credential: identity.credentials.includes(draft.credential) ? draft.credential : identity.credentials[0],
  };
}

/** Returns the fields of the form in their order. The profile's data decides, never the provider's name. */
export function fieldsOf(draft: Draft): FieldName[] {
  const profile = profileOf(draft.profile);
  const type = profile.keyTypes.find((candidate) => candidate.id === draft.keyType);
  const fields: (FieldName | false)[] = [
    'name',
    'description',
    profile.keyTypes.length > 0 && 'keyType',
    Boolean(type?.endpoint) && 'endpoint',
    profile.identities.length > 1 && 'identityKind',
    'accountId',
    identityIn(draft).nameField !== null && 'identityName',
    profile.credentials.length > 1 && 'credential',
    'accessKeyId',
    'secret',
    draft.credential === 'temporary' && 'token',
    draft.credential === 'temporary' && 'expiresAt',
  ];
  return fields.filter((field) => field !== false);
}

/**
 * Returns the key as it is stored. It leaves out what was typed into a field that this profile or choice doesn't have.
 */
export function detailsOf(draft: Draft): NewKeyDetails {
  const fields = fieldsOf(draft);
  const kept = (field: 'identityName' | 'endpoint') => (fields.includes(field) ? draft[field] : '');
  const expires = fields.includes('expiresAt') ? Date.parse(draft.expiresAt) : Number.NaN;
  return {
    profile: draft.profile,
    name: draft.name,
    description: draft.description,
    accountId: draft.accountId,
    identityKind: identityIn(draft).kind,
    identityName: kept('identityName'),
    keyType: draft.keyType,
    endpoint: kept('endpoint'),
    credential: draft.credential,
    accessKeyId: draft.accessKeyId,
    expiresAt: Number.isNaN(expires) ? null : expires,
  };
}

/** Returns the identity that the key will belong to, as it is typed now. */
export function identityNameIn(draft: Draft): IdentityName {
  const { profile, accountId, identityKind, identityName } = detailsOf(draft);
  return { profile, accountId, identityKind, identityName };
}

/** Returns the field's name in the provider's own words, if it has one. */
export function labelIn(draft: Draft, field: FieldName, language: Language): string | undefined {
  const profile = profileOf(draft.profile);
  switch (field) {
    case 'accountId':
      return profile.account.label[language];
    case 'identityName':
      return identityIn(draft).nameField?.label[language];
    case 'accessKeyId':
      return profile.accessKeyId.label[language];
    case 'secret':
      return profile.secret.label[language];
    default:
      return undefined;
  }
}

/** Returns the usual shape of a field's values, for the warning that this value has another. */
export function expectedIn(draft: Draft, issue: FieldIssue, language: Language): string | undefined {
  if (issue.problem !== 'unusual-shape') return undefined;
  const shapes = shapesOf(profileOf(draft.profile), draft.credential, issue.field).map(({ words }) => words[language]);
  return shapes.length === 0 ? undefined : shapes.join(' / ');
}

function shapesOf(profile: ProviderProfile, credential: CredentialKind, field: FieldName) {
  if (field === 'accountId') return profile.account.shape ? [profile.account.shape] : [];
  if (field === 'accessKeyId') return profile.accessKeyId.shapes[credential];
  return field === 'secret' ? profile.secret.shapes : [];
}

/** Returns what main may keep of the form while Keyfold is locked; `null` if nothing was typed yet. */
export function keptOf(draft: Draft, hasIssue: (field: FieldName) => boolean): Record<string, string> | null {
  const { name, description, accountId, identityName, endpoint, accessKeyId, expiresAt } = draft;
  if ([name, description, accountId, identityName, endpoint, accessKeyId, expiresAt].every((text) => text === ''))
    return null;
  // A text that doesn't look like an AccessKey ID may be a secret that was pasted into the wrong field.
  return { ...draft, accessKeyId: hasIssue('accessKeyId') ? '' : accessKeyId };
}

/**
 * Returns the form from what main kept; `null` if its profile is not known. A choice that the profile doesn't have is
 * replaced by the first one.
 */
export function draftOfKept(kept: Readonly<Record<string, string>>): Draft | null {
  const id = profileIds.find((known) => known === kept.profile);
  if (!id) return null;
  const empty = newDraft(id);
  const text = (field: keyof Draft) => kept[field] ?? '';
  const credential = (['long-term', 'temporary'] as const).find((kind) => kind === kept.credential) ?? empty.credential;
  const filled: Draft = {
    profile: id,
    name: text('name'),
    description: text('description'),
    accountId: text('accountId'),
    identityKind: text('identityKind'),
    identityName: text('identityName'),
    keyType: text('keyType'),
    endpoint: text('endpoint'),
    credential,
    accessKeyId: text('accessKeyId'),
    expiresAt: text('expiresAt'),
  };
  return withProfile(filled, id);
}
