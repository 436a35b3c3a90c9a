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

/** The profile of that id. */
export function profileOf(id: ProfileId): ProviderProfile {
  return byId[id];
}

/** The identity to make a key for instead of one of the account itself; `undefined` where the profile has none. */
export function saferIdentity(id: ProfileId): IdentityProfile | undefined {
  return byId[id].identities.find(({ root }) => !root);
}

/** The identity of that kind in a profile, or `undefined` where the profile has none such. */
export function identityOf(id: ProfileId, kind: string): IdentityProfile | undefined {
  return byId[id].identities.find((identity) => identity.kind === kind);
}
