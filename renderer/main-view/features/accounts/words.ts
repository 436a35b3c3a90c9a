import type { AccountDetails, IdentityNode } from '../../../../common/accounts/account';
import { identityOf, type StoredProviderId } from '../../../../common/providers';
import { language, type Translate } from '../../../i18n';

/** Returns the name of an account: the person's name for it, else the provider's. */
export function accountName({ alias, accountId }: AccountDetails): string {
  return alias || accountId;
}

/** Returns the word for a kind of identity in the current language. */
export function kindWord(provider: StoredProviderId, kind: string): string {
  return identityOf(provider, kind)?.label[language()] ?? kind;
}

/** Returns the name of an identity, or the word for its kind if it is the account itself. */
export function identityName(provider: StoredProviderId, { name, kind }: Pick<IdentityNode, 'name' | 'kind'>): string {
  return name || kindWord(provider, kind);
}

export const accessWords: Record<IdentityNode['accessType'], (t: Translate) => string> = {
  console: (t) => t('accounts:access.console'),
  programmatic: (t) => t('accounts:access.programmatic'),
  both: (t) => t('accounts:access.both'),
};

/** By what an identity calls APIs, where a password is one of the ways. */
export const apiCredentialWords: Record<IdentityNode['apiCredential'], (t: Translate) => string> = {
  'access-key': (t) => t('accounts:apiCredential.accessKey'),
  password: (t) => t('accounts:apiCredential.password'),
  both: (t) => t('accounts:apiCredential.both'),
};

export const credentialWords: Record<IdentityNode['credential'], (t: Translate) => string> = {
  'long-term': (t) => t('accounts:credential.longTerm'),
  temporary: (t) => t('accounts:credential.temporary'),
  both: (t) => t('accounts:credential.both'),
};

/** Returns which credentials an identity can hold because of its kind and its settings; `null` if it can hold none. */
export function usableCredential(
  provider: StoredProviderId,
  identity: IdentityNode,
): IdentityNode['credential'] | null {
  if (identity.accessType === 'console' || identity.apiCredential === 'password') return null;
  const kinds = identityOf(provider, identity.kind)?.credentials ?? ['long-term', 'temporary'];
  const [only, another] = kinds.filter((kind) => identity.credential === 'both' || identity.credential === kind);
  return another ? 'both' : (only ?? null);
}
