import type { AccountNode, IdentityNode } from '../../../common/accounts/account';

/** Accounts and identities as the vault describes them to the main view, all made up. */

/** An identity that holds so many long-term keys; what is left out is as of one that was made without a choice. */
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

/** An account with these identities, whose keys are all of its keys. */
export function fakeAccount(id: number, accountId: string, alias: string, identities: IdentityNode[]): AccountNode {
  const keys = identities.reduce((sum, { longTerm, temporary }) => sum + longTerm + temporary, 0);
  return { id, accountId, alias, keys, identities };
}
