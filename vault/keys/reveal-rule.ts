import type { KeyRow } from '../../common/keys/access-key';
import { identityOf, type ProviderId, type ProviderIdentity } from '../../common/providers';

/**
 * Decides if a secret may be shown. Three things count:
 *
 * - The reveal rule of an identity: its secrets are shown `once`, or again `after-verification`. Each key stores it.
 * - The reveal state of a key (`reveal`): `pending` until its secret leaves the vault process, then `displayed`. Between
 *   them is `taken`, for a one-time secret that was handed to the sheet and was not seen to the end yet.
 * - The setting `revealAgain`: if it is on, one-time secrets may be shown again too.
 */
export type RevealRule = ProviderIdentity['reveal'];

type Shown = Pick<KeyRow, 'reveal'> & { revealRule: RevealRule };

/** Returns the reveal rule of an identity, or the stricter rule if the provider doesn't know the identity. */
export function revealRuleOf(provider: ProviderId, identityKind: string): RevealRule {
  return identityOf(provider, identityKind)?.reveal ?? 'once';
}

/**
 * Returns the rule of a key that is given to an identity: the stricter of the key's and the identity's. The person who
 * added a key with a one-time secret was told so. Moving it to another identity must not undo that. An identity of the
 * same kind changes nothing: a provider's rule may have become stricter since the key was added, and whoever counts on
 * the key's own rule must not lose the secret by an edit.
 */
export function stricterRule(
  key: { provider: ProviderId; identityKind: string; revealRule: RevealRule },
  identityKind: string,
): RevealRule {
  if (key.identityKind === identityKind) return key.revealRule;
  const strict = key.revealRule === 'once' || revealRuleOf(key.provider, identityKind) === 'once';
  return strict ? 'once' : 'after-verification';
}

/** Returns whether the secret may be shown now, after verification. */
export function secretCanBeShown({ reveal, revealRule }: Shown, revealAgain: boolean): boolean {
  return reveal !== 'displayed' || revealRule === 'after-verification' || revealAgain;
}

/** Returns whether the secret can be shown only this time, and not again afterwards. */
export function isOnlyOnce(key: Shown, revealAgain: boolean): boolean {
  return !secretCanBeShown({ ...key, reveal: 'displayed' }, revealAgain);
}

/**
 * Returns whether this is not the first showing of a one-time secret: it was taken and not seen to the end, or the
 * setting allows it. The log reports that. The key is given as it was before this showing.
 */
export function isShownAgain({ reveal, revealRule }: Shown): boolean {
  return reveal !== 'pending' && revealRule === 'once';
}
