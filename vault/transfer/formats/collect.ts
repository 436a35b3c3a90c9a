import { isAwsId } from '../../../common/csv/aws';
import { faultOfPair, faultOfValue } from '../../../common/csv/header';
import { fieldLimits, tidyCredential } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf, type Shape } from '../../../common/providers';
import type { SkippedEntry, SkipReason } from '../../../common/transfer/import';
import type { FoundKey } from '../found-key';
import type { Entry } from './format';

/** Makes keys of a file's entries, or says why an entry is none. */

/**
 * Gives each entry a place of its own. A name may occur twice in a file, and the tools don't agree which entry counts
 * then.
 */
export function withOwnPlaces(entries: readonly Entry[]): Entry[] {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  return entries.map((entry, index) => {
    const wanted = entry.place === '' ? `#${index + 1}` : entry.place;
    let place = wanted;
    let count = repeats.get(wanted) ?? 1;
    while (taken.has(place)) {
      count += 1;
      place = `${wanted} (${count})`;
    }
    repeats.set(wanted, count);
    taken.add(place);
    return { ...entry, name: entry.name || entry.place || place, place };
  });
}

/** Returns the keys of the entries, and the entries that give none with the reason. The caller wipes the keys. */
export function collect(entries: readonly Entry[]): { keys: FoundKey[]; skipped: SkippedEntry[] } {
  const keys: FoundKey[] = [];
  const skipped: SkippedEntry[] = [];
  for (const entry of entries) {
    const why = reasonToSkip(entry);
    if (why === null) keys.push(foundKey(entry));
    else skipped.push({ place: entry.place, why });
  }
  return { keys, skipped };
}

function reasonToSkip(entry: Entry): SkipReason | null {
  const accessKeyId = tidyCredential(entry.accessKeyId);
  const secret = tidyCredential(entry.secret);
  const token = tidyCredential(entry.token);
  if (entry.provider === null || isAwsId(accessKeyId)) return 'other-provider';
  if (entry.skip) return entry.skip;
  if (accessKeyId === '' && secret === '') return 'no-pair';
  if (accessKeyId === '' || secret === '') return 'incomplete';
  const isToken = token === '' || faultOfValue(token, fieldLimits.token) === null;
  return isToken && faultOfPair({ accessKeyId, secret }) === null ? null : 'unusable';
}

function foundKey(entry: Entry): FoundKey {
  const accessKeyId = tidyCredential(entry.accessKeyId);
  const provider = providerFor(entry.provider, accessKeyId, tidyCredential(entry.secret));
  const hasToken = tidyCredential(entry.token) !== '';
  const temporary =
    hasToken || (provider !== null && fits(providerOf(provider).accessKeyId.shapes.temporary, accessKeyId));
  return {
    place: entry.place,
    provider,
    name: entry.name ?? entry.place,
    description: '',
    accountId: '',
    identityKind: '',
    identityName: '',
    keyType: '',
    endpoint: entry.endpoint ?? '',
    credential: temporary ? 'temporary' : 'long-term',
    accessKeyId,
    expiresAt: temporary ? (entry.expiresAt ?? null) : null,
    isDefault: entry.isDefault ?? false,
    secret: secretBytes(entry.secret),
    token: hasToken ? secretBytes(entry.token) : null,
  };
}

const fits = (shapes: readonly Shape[], value: string) => shapes.some(({ pattern }) => pattern.test(value));

function providerFor(provider: Entry['provider'], accessKeyId: string, secret: string): ProviderId | null {
  if (provider === null || typeof provider === 'string') return provider;
  const likely = provider.find((id) => {
    const { shapes } = providerOf(id).accessKeyId;
    return (
      fits(shapes.temporary, accessKeyId) ||
      (fits(shapes['long-term'], accessKeyId) && fits(providerOf(id).secret.shapes, secret))
    );
  });
  return likely ?? null;
}
