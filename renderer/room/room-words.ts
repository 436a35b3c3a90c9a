import { type IdentityName, type Room, refusedCredential } from '../../common/accounts/account';
import type { AppError } from '../../common/errors';
import type { Language } from '../../common/languages';
import { type CredentialKind, identityOf, type ProviderIdentity, type StoredProvider } from '../../common/providers';
import type { Translate } from '../i18n';
import { errorWords, isolate } from '../i18n/words';

/** Returns why an identity can't get so many keys of this kind, as the vault would say it; `null` if it can. */
export function refusalIn(who: IdentityName, room: Room, credential: CredentialKind, more = 1): AppError | null {
  const kindHas = identityOf(who.provider, who.identityKind)?.credentials ?? [credential];
  const reason = refusedCredential(kindHas, room, credential);
  if (reason) return { code: 'key-not-allowed', ...who, reason };
  const { quota, left, held } = room;
  if (credential === 'temporary' || quota === null || left === null || left >= more) return null;
  return { code: 'quota-full', ...who, limit: quota, held, more };
}

/** Returns how much room an identity has for a key of this kind, in words; `null` if there is nothing to say. */
export function roomWords(
  t: Translate,
  language: Language,
  who: IdentityName,
  room: Room,
  credential: CredentialKind,
): { tone: 'error' | 'note'; words: string } | null {
  const refusal = refusalIn(who, room, credential);
  if (refusal) return { tone: 'error', words: errorWords(t, refusal) };
  const { quota, left, held, complete } = room;
  if (quota === null || credential === 'temporary') return null;
  const identity = identityOf(who.provider, who.identityKind);
  if (!complete || left === null) {
    const facts = { quota, kind: identity?.label[language] ?? who.identityKind };
    const words = identity?.nameField ? t('fields:room.unknown', facts) : t('fields:room.unknownAccount', facts);
    return { tone: 'note', words };
  }
  const name = isolate(who.identityName.trim() || who.accountId.trim());
  return { tone: 'note', words: t('fields:room.left', { who: name, count: left, number: left, held, quota }) };
}

/**
 * Returns the words that say that a kind of identity has temporary keys only, and which kind has others; `null` if that
 * is not so.
 */
export function temporaryOnlyWords(
  t: Translate,
  language: Language,
  { identities }: StoredProvider,
  kind: ProviderIdentity,
): string | null {
  const other = identities.find(({ root, credentials }) => !root && credentials.includes('long-term'));
  if (!other || kind.credentials.includes('long-term')) return null;
  return t('fields:room.temporaryOnly', { kind: kind.label[language], other: other.label[language] });
}
