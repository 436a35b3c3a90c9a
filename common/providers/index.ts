import { alibaba } from './alibaba';
import { huawei } from './huawei';
import { laterProvider } from './later';
import { pingan } from './pingan';
import { privateAlibaba } from './private-alibaba';
import {
  isKnownProvider,
  type Provider,
  type ProviderId,
  type ProviderIdentity,
  providerIds,
  type StoredProvider,
  type StoredProviderId,
} from './provider';

export * from './provider';

const byId: Readonly<Record<ProviderId, Provider>> = {
  alibaba,
  'private-alibaba': privateAlibaba,
  huawei,
  pingan,
};

/** Every provider, in the order in which the interface shows them. */
export const providers: readonly Provider[] = providerIds.map((id) => byId[id]);

/** Returns the provider with this id. One that only a later Keyfold knows has nothing but a neutral name. */
export function providerOf(id: ProviderId): Provider;
export function providerOf(id: StoredProviderId): StoredProvider;
export function providerOf(id: StoredProviderId): StoredProvider {
  return isKnownProvider(id) ? byId[id] : laterProvider;
}

/**
 * Returns whether only a later Keyfold knows what such a key is: its provider, its kind of identity or its type. Such a
 * key is shown, exported and backed up whole. Nothing else is done to it, because the rules for it aren't known here.
 */
export function needsNewer(key: { provider: StoredProviderId; identityKind: string; keyType: string }): boolean {
  if (!isKnownProvider(key.provider)) return true;
  const { identities, keyTypes } = byId[key.provider];
  const isType = key.keyType === '' || keyTypes.some(({ id }) => id === key.keyType);
  return !isType || !identities.some(({ kind }) => kind === key.identityKind);
}

/** Returns stored providers in the order of the interface: the known ones, and then those that only a later Keyfold knows. */
export function inOrder(ids: readonly StoredProviderId[]): StoredProviderId[] {
  const later = [...new Set(ids)].filter((id) => !isKnownProvider(id)).sort();
  return [...providerIds.filter((id) => ids.includes(id)), ...later];
}

/** Returns the kind of identity to use instead of the account itself; `undefined` if the provider has none. */
export function saferIdentity(id: ProviderId): ProviderIdentity | undefined {
  return byId[id].identities.find(({ root }) => !root);
}

/** Returns the kind of identity that is the account itself; `undefined` if it has no keys there. */
export function rootIdentity(id: StoredProviderId): ProviderIdentity | undefined {
  return providerOf(id).identities.find(({ root }) => root);
}

/** Returns the identity of this kind in a provider; `undefined` if the provider has no such kind. */
export function identityOf(id: StoredProviderId, kind: string): ProviderIdentity | undefined {
  return providerOf(id).identities.find((identity) => identity.kind === kind);
}
