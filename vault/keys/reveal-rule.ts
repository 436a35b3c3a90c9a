import type { KeyRow } from '../../common/keys/access-key';
import { identityOf, type ProviderId, type ProviderIdentity } from '../../common/providers';

/**
 * Whether a secret may be shown: everything that decides it, and the words for it.
 *
 * - The reveal rule of an identity: its secrets are shown `once`, or again `after-verification`. It is stored with each key.
 * - The reveal state of a key (`reveal`): `pending` until its secret stood on a screen, `displayed` from then on.
 * - The setting `revealAgain` lets secrets that are shown once be shown again all the same.
 */
export type RevealRule = ProviderIdentity['reveal'];

type Shown = Pick<KeyRow, 'reveal'> & { revealRule: RevealRule };

/** The reveal rule of an identity; the stricter one where the provider doesn't know it. */
export function revealRuleOf(provider: ProviderId, identityKind: string): RevealRule {
  return identityOf(provider, identityKind)?.reveal ?? 'once';
}

/** Who added a key that is shown once was told so; calling it another identity's key must not undo that. */
export function stricterRule(key: { provider: ProviderId; revealRule: RevealRule }, identityKind: string): RevealRule {
  const strict = key.revealRule === 'once' || revealRuleOf(key.provider, identityKind) === 'once';
  return strict ? 'once' : 'after-verification';
}

/** Whether the secret may be shown now, after verification. */
export function secretCanBeShown({ reveal, revealRule }: Shown, revealAgain: boolean): boolean {
  return reveal === 'pending' || revealRule === 'after-verification' || revealAgain;
}

/** Whether this showing is the last: once it is over, the secret can't be shown again. */
export function isOnlyOnce(key: Shown, revealAgain: boolean): boolean {
  return !secretCanBeShown({ ...key, reveal: 'displayed' }, revealAgain);
}

/** Whether showing this key, as it was read, is allowed by the setting only: the log says so of it. */
export function isShownAgain({ reveal, revealRule }: Shown): boolean {
  return reveal === 'displayed' && revealRule === 'once';
}
