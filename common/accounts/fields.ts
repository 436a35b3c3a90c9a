import { error, type FieldIssue, fieldLimits, freeText, warning } from '../keys/fields';
import { tidy } from '../keys/text';
import type { ProviderIdentity, StoredProvider } from '../providers';
import type { AccountDetails, IdentityDetails } from './account';

/** The rules for what a person types about accounts and identities. The vault process checks the errors again. */

/**
 * Returns what is wrong with an account. Its ID is required here, unlike in a key's form: an unknown account can't be
 * edited.
 */
export function checkAccount(provider: StoredProvider, { accountId, alias }: AccountDetails): FieldIssue[] {
  const issues = [
    ...freeText('accountId', accountId, fieldLimits.accountId, true),
    ...freeText('alias', alias, fieldLimits.alias, false),
  ];
  const { shape } = provider.account;
  if (tidy(accountId) !== '' && shape && !shape.pattern.test(tidy(accountId))) {
    issues.push(warning('accountId', 'unusual-shape'));
  }
  return issues;
}

/** Returns what is wrong with an identity of this kind. `kind` is `undefined` if the provider has no such kind. */
export function checkIdentity(kind: ProviderIdentity | undefined, details: IdentityDetails): FieldIssue[] {
  const issues = [...freeText('remark', details.remark, fieldLimits.remark, false, true)];
  if (!kind) return [error('identityKind', 'not-a-choice'), ...issues];
  if (kind.nameField) issues.unshift(...freeText('identityName', details.name, fieldLimits.identityName, true));
  else if (tidy(details.name) !== '') issues.unshift(error('identityName', 'not-a-choice'));
  if (details.credential !== 'both' && !kind.credentials.includes(details.credential)) {
    issues.push(error('credential', 'not-a-choice'));
  }
  if (details.apiCredential !== 'access-key' && !kind.apiPassword) issues.push(error('apiCredential', 'not-a-choice'));
  return issues;
}
