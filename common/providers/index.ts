import { alibaba } from './alibaba';
import { huawei } from './huawei';
import { pingan } from './pingan';
import { privateAlibaba } from './private-alibaba';
import { type Provider, type ProviderId, type ProviderIdentity, providerIds } from './provider';

export * from './provider';

const byId: Readonly<Record<ProviderId, Provider>> = {
  alibaba,
  'private-alibaba': privateAlibaba,
  huawei,
  pingan,
};

/** Every provider, in the order in which the interface shows them. */
export const providers: readonly Provider[] = providerIds.map((id) => byId[id]);

/** Returns the provider with this id. */
export function providerOf(id: ProviderId): Provider {
  return byId[id];
}

/** Returns the kind of identity to use instead of the account itself; `undefined` if the provider has none. */
export function saferIdentity(id: ProviderId): ProviderIdentity | undefined {
  return byId[id].identities.find(({ root }) => !root);
}

/** Returns the identity of this kind in a provider; `undefined` if the provider has no such kind. */
export function identityOf(id: ProviderId, kind: string): ProviderIdentity | undefined {
  return byId[id].identities.find((identity) => identity.kind === kind);
}
