import type { FoundHolder, IdentityName } from '../../../common/accounts/account';
import type { NewKeyDetails } from '../../../common/keys/access-key';
import type { FieldIssue, FieldName } from '../../../common/keys/fields';
import type { Language } from '../../../common/languages';
import {
  type CredentialKind,
  identityOf,
  type Provider,
  type ProviderId,
  type ProviderIdentity,
  providerIds,
  providerOf,
  secretShapes,
} from '../../../common/providers';
import { type DateTexts, datesOf } from '../../dates/date-texts';
import type { Translate } from '../../i18n';

/** What is typed and chosen in the form, without the secret parts, which stay in their inputs. */
export interface Draft extends DateTexts {
  provider: ProviderId;
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

/** Returns an empty form of this provider, with its first choices made. */
export function newDraft(id: ProviderId): Draft {
  const provider = providerOf(id);
  return {
    provider: id,
    name: '',
    description: '',
    accountId: '',
    identityKind: provider.identities[0].kind,
    identityName: '',
    keyType: provider.keyTypes[0]?.id ?? '',
    endpoint: '',
    credential: provider.identities[0].credentials[0],
    accessKeyId: '',
    expiresAt: '',
    providerCreatedAt: '',
    providerUsedAt: '',
  };
}

/** Returns an empty form filled in for a key of this account or identity; as it is if that belongs elsewhere. */
export function withHolder(draft: Draft, found: FoundHolder | null): Draft {
  if (found?.provider !== draft.provider) return draft;
  const { account, identity } = found;
  const filled = { ...draft, accountId: account.accountId, identityName: identity?.name ?? '' };
  return identity && identityOf(draft.provider, identity.kind) ? withIdentity(filled, identity.kind) : filled;
}

/** Returns the form for the new key of a rotation, with all that it has in common with the old key. */
export function draftOf(old: NewKeyDetails, t: Translate): Draft {
  const today = new Date();
  const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const name = t('add:successor.name', { name: old.name, date });
  return { ...old, name, accessKeyId: '', expiresAt: '', providerCreatedAt: '', providerUsedAt: '' };
}

/** Returns the chosen kind of identity. */
export function identityIn(draft: Draft): ProviderIdentity {
  return identityOf(draft.provider, draft.identityKind) ?? providerOf(draft.provider).identities[0];
}

/**
 * Returns the same form for another identity. If that can't have the chosen kind of credential, another kind is chosen.
 */
export function withIdentity(draft: Draft, kind: string): Draft {
  const changed = { ...draft, identityKind: kind };
  const { credentials } = identityIn(changed);
  return credentials.includes(draft.credential) ? changed : { ...changed, credential: credentials[0] };
}

/** Returns whether the form can have this kind of credential, perhaps with another identity. */
export function canHave(draft: Draft, credential: CredentialKind): boolean {
  // Only an identity without keys of its own, such as a role, says which keys it can't have. See `withCredential`.
  const { credentials } = identityIn(draft);
  return credentials.includes(credential) || credentials.includes('long-term');
}

/**
 * Returns the same form for another kind of credential. If the chosen identity can't have it, the first that can is
 * chosen: a temporary key of Alibaba Cloud is one of a role.
 */
export function withCredential(draft: Draft, credential: CredentialKind): Draft {
  if (identityIn(draft).credentials.includes(credential)) return { ...draft, credential };
  const fitting = providerOf(draft.provider).identities.find(({ credentials }) => credentials.includes(credential));
  return fitting ? { ...draft, credential, identityKind: fitting.kind } : draft;
}

/**
 * Returns the same form for another provider. What was typed stays, and a choice stays if the other provider has the
 * same.
 */
export function withProvider(draft: Draft, id: ProviderId): Draft {
  const provider = providerOf(id);
  const { root } = identityIn(draft);
  const identity =
    identityOf(id, draft.identityKind) ??
    provider.identities.find((candidate) => candidate.root === root) ??
    provider.identities[0];
  const keyType = provider.keyTypes.find((type) => type.id === draft.keyType) ?? provider.keyTypes[0];
  return {
    ...draft,
    provider: id,
    identityKind: identity.kind,
    keyType: keyType?.id ?? '',
    credential: identity.credentials.includes(draft.credential) ? draft.credential : identity.credentials[0],
  };
}

/** Returns the fields of the form in their order. The provider's data decides, never the provider's name. */
export function fieldsOf(draft: Draft): FieldName[] {
  const provider = providerOf(draft.provider);
  const type = provider.keyTypes.find((candidate) => candidate.id === draft.keyType);
  const fields: (FieldName | false)[] = [
    'name',
    'description',
    provider.keyTypes.length > 0 && 'keyType',
    Boolean(type?.endpoint) && 'endpoint',
    provider.identities.length > 1 && 'identityKind',
    'accountId',
    identityIn(draft).nameField !== null && 'identityName',
    provider.credentials.length > 1 && 'credential',
    'accessKeyId',
    'secret',
    draft.credential === 'temporary' && 'token',
    draft.credential === 'temporary' && 'expiresAt',
    'providerCreatedAt',
    'providerUsedAt',
  ];
  return fields.filter((field) => field !== false);
}

/**
 * Returns the key as it is stored. It leaves out what was typed into a field that this provider or choice doesn't have.
 */
export function detailsOf(draft: Draft): NewKeyDetails {
  const fields = fieldsOf(draft);
  const kept = (field: 'identityName' | 'endpoint') => (fields.includes(field) ? draft[field] : '');
  const expires = fields.includes('expiresAt') ? Date.parse(draft.expiresAt) : Number.NaN;
  return {
    provider: draft.provider,
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
    dates: datesOf(draft),
  };
}

/** Returns the identity that the key will belong to, as it is typed now. */
export function identityNameIn(draft: Draft): IdentityName {
  const { provider, accountId, identityKind, identityName } = detailsOf(draft);
  return { provider, accountId, identityKind, identityName };
}

/** Returns the field's name in the provider's own words, if it has one. */
export function labelIn(draft: Draft, field: FieldName, language: Language): string | undefined {
  const provider = providerOf(draft.provider);
  switch (field) {
    case 'accountId':
      return provider.account.label[language];
    case 'identityName':
      return identityIn(draft).nameField?.label[language];
    case 'accessKeyId':
      return provider.accessKeyId.label[language];
    case 'secret':
      return provider.secret.label[language];
    default:
      return undefined;
  }
}

/** Returns the usual shape of a field's values, for the warning that this value has another. */
export function expectedIn(draft: Draft, issue: FieldIssue, language: Language): string | undefined {
  if (issue.problem !== 'unusual-shape') return undefined;
  const shapes = shapesOf(providerOf(draft.provider), draft.credential, issue.field).map(
    ({ words }) => words[language],
  );
  return shapes.length === 0 ? undefined : shapes.join(' / ');
}

function shapesOf(provider: Provider, credential: CredentialKind, field: FieldName) {
  if (field === 'accountId') return provider.account.shape ? [provider.account.shape] : [];
  if (field === 'accessKeyId') return provider.accessKeyId.shapes[credential];
  return field === 'secret' ? secretShapes(provider, credential) : [];
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
 * Returns the form from what main kept; `null` if its provider is not known. A choice that the provider doesn't have is
 * replaced by the first one.
 */
export function draftOfKept(kept: Readonly<Record<string, string>>): Draft | null {
  const id = providerIds.find((known) => known === kept.provider);
  if (!id) return null;
  const empty = newDraft(id);
  const text = (field: keyof Draft) => kept[field] ?? '';
  const credential = (['long-term', 'temporary'] as const).find((kind) => kind === kept.credential) ?? empty.credential;
  const filled: Draft = {
    provider: id,
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
    providerCreatedAt: text('providerCreatedAt'),
    providerUsedAt: text('providerUsedAt'),
  };
  return withProvider(filled, id);
}
