import type { AccountNode, IdentityNode } from '../../../common/accounts/account';

/** Accounts and identities as the vault describes them to the main view, all made up. */

/**
 * Makes an identity with so many long-term keys. Fields that are left out are those of an identity that was made
 * without a choice.
 */
export function fakeIdentity(
  given: Partial<IdentityNode> & { id: number; kind: string; name: string; longTerm: number; quota: number | null },
): IdentityNode {
  const { longTerm, quota } = given;
  return {
    remark: '',
    accessType: 'programmatic',
    credential: 'long-term',
    temporary: 0,
    left: quota === null ? null : quota - longTerm,
    ...given,
  };
}

/** Makes an account with these identities. Their keys are all of its keys. */
export function fakeAccount(id: number, accountId: string, alias: string, identities: IdentityNode[]): AccountNode {
  const keys = identities.reduce((sum, { longTerm, temporary }) => sum + longTerm + temporary, 0);
  return { id, accountId, alias, keys, identities };
}
