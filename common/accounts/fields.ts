import { error, type FieldIssue, fieldLimits, freeText, tidy, warning } from '../keys/fields';
import type { IdentityProfile, ProviderProfile } from '../providers';
import type { AccountDetails, IdentityDetails } from './account';

/** The rules for what a person types about accounts and identities; the vault process enforces the errors again. */

/** What is wrong with an account. Unlike in a key's form, its ID is required: an unknown account is none to edit. */
export function checkAccount(profile: ProviderProfile, { accountId, alias }: AccountDetails): FieldIssue[] {
  const issues = [
    ...freeText('accountId', accountId, fieldLimits.accountId, true),
    ...freeText('alias', alias, fieldLimits.alias, false),
  ];
  const { shape } = profile.account;
  if (tidy(accountId) !== '' && shape && !shape.pattern.test(tidy(accountId))) {
    issues.push(warning('accountId', 'unusual-shape'));
  }
  return issues;
}

/** What is wrong with an identity of this kind; `undefined`: the profile has none such. */
export function checkIdentity(kind: IdentityProfile | undefined, details: IdentityDetails): FieldIssue[] {
  const issues = [...freeText('remark', details.remark, fieldLimits.remark, false, true)];
  if (!kind) return [error('identityKind', 'not-a-choice'), ...issues];
  if (kind.nameField) issues.unshift(...freeText('identityName', details.name, fieldLimits.identityName, true));
  else if (tidy(details.name) !== '') issues.unshift(error('identityName', 'not-a-choice'));
  if (details.credential !== 'both' && !kind.credentials.includes(details.credential)) {
    issues.push(error('credential', 'not-a-choice'));
  }
  return issues;
}
