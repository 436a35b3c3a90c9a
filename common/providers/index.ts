import { alibaba } from './alibaba';
import { huawei } from './huawei';
import { pingan } from './pingan';
import { privateAlibaba } from './private-alibaba';
import { type IdentityProfile, type ProfileId, type ProviderProfile, profileIds } from './profile';

export * from './profile';

const byId: Readonly<Record<ProfileId, ProviderProfile>> = {
  alibaba,
  'private-alibaba': privateAlibaba,
  huawei,
  pingan,
};

/** Every profile, in the order in which the interface shows them. */
export const profiles: readonly ProviderProfile[] = profileIds.map((id) => byId[id]);

/** Returns the profile with this id. */
export function profileOf(id: ProfileId): ProviderProfile {
  return byId[id];
}

/** Returns the kind of identity to use instead of the account itself; `undefined` if the profile has none. */
export function saferIdentity(id: ProfileId): IdentityProfile | undefined {
  return byId[id].identities.find(({ root }) => !root);
}

/** Returns the identity of this kind in a profile; `undefined` if the profile has no such kind. */
export function identityOf(id: ProfileId, kind: string): IdentityProfile | undefined {
  return byId[id].identities.find((identity) => identity.kind === kind);
}
