import { isAwsId } from '../../../common/csv/aws';
import { faultOfPair, faultOfValue } from '../../../common/csv/header';
import { fieldLimits, tidyCredential } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf, type Shape } from '../../../common/providers';
import type { SkippedEntry, SkipReason } from '../../../common/transfer/import';
import type { FoundKey } from '../found-key';
import { ownerOf } from '../table/shapes';
import { insteadOfKey } from '../value-kind';
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
    return { ...entry, name: entry.name ?? (entry.place || place), place };
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
  if (isAwsId(accessKeyId) || providerFor(entry.provider, accessKeyId, secret) === 'other') return 'other-provider';
  if (entry.skip) return entry.skip;
  if (accessKeyId === '' && secret === '') return 'no-pair';
  if (accessKeyId === '' || secret === '') return 'incomplete';
  const told = insteadOfKey([accessKeyId, secret, token]);
  if (told) return told;
  const isToken = token === '' || faultOfValue(token, fieldLimits.token) === null;
  return isToken && faultOfPair({ accessKeyId, secret }) === null ? null : 'unusable';
}

function foundKey(entry: Entry): FoundKey {
  const accessKeyId = tidyCredential(entry.accessKeyId);
  const said = providerFor(entry.provider, accessKeyId, tidyCredential(entry.secret));
  const provider = said === 'other' ? null : said;
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

/** Providers whose shapes tell something. */
const guessed: readonly ProviderId[] = ['alibaba', 'huawei'];

const fits = (shapes: readonly Shape[], value: string) => shapes.some(({ pattern }) => pattern.test(value));

/**
 * Returns whose a pair is. The shape of its ID comes first, because people keep keys of one provider under the names of
 * another. `null`: nothing says it; `other`: a provider that Keyfold doesn't know.
 */
function providerFor(named: Entry['provider'], accessKeyId: string, secret: string): ProviderId | 'other' | null {
  const owner = ownerOf(accessKeyId);
  if (typeof named === 'string') {
    // A private cloud gives its IDs the shape of the public one's.
    const { shapes } = providerOf(named).accessKeyId;
    return owner === null || fits([...shapes['long-term'], ...shapes.temporary], accessKeyId) ? named : owner;
  }
  if (owner !== null) return owner;
  const fitting = (named ?? guessed).find(
    (id) =>
      fits(providerOf(id).accessKeyId.shapes['long-term'], accessKeyId) && fits(providerOf(id).secret.shapes, secret),
  );
  return fitting ?? (named === null ? 'other' : null);
}
