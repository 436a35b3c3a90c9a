import { hasSecretShape, looksTemporary, ownerOf } from '../table/shapes';
import { type NamePart, type SplitName, splitName } from './pair-names';
import { providerInName } from './provider-words';

/** Which names stand together for one key. */

/** A name with its value; `null`: the value is a reference, a list or anything else that is no text. */
export interface Named {
  name: string;
  value: string | null;
}

/** The names that belong to one key. If a name occurs more than once, its last value counts. */
export interface NamedPair<Item extends Named> {
  /** What the names have in common, as it is written; empty if there is nothing. */
  label: string;
  /** The words of that, in lower case. */
  before: readonly string[];
  /** It is one half, and its name is one that other things have too. */
  vague: boolean;
  accessKeyId: Item | null;
  secret: Item | null;
  token: Item | null;
  expires: Item | null;
  endpoint: Item | null;
  region: Item | null;
  /** What a field for the provider says. */
  provider: Item | null;
  /** Everything that is an ID, a secret or a token, in the order of the file. */
  all: readonly Item[];
}

interface Split<Item> {
  item: Item;
  name: SplitName;
  /** Its number among all items. */
  at: number;
}

/**
 * Finds the pairs among names that stand together (in an object, a section, or a file of variables), in their order. A
 * pair may lack one half. `isId` says whether a value has the shape of an AccessKey ID: names that many things have,
 * such as `username`, count only then. `about` are the names around them, of the section or the path. The time is linear
 * in the number of items.
 */
export function pairsAmong<Item extends Named>(
  items: readonly Item[],
  isId: (value: string) => boolean,
  about: readonly string[] = [],
): NamedPair<Item>[] {
  const groups = new Map<string, Split<Item>[]>();
  const around = createAround<Item>();
  const others: Split<Item>[] = [];
  for (const [at, item] of items.entries()) {
    const name = splitName(item.name);
    if (!name) {
      if (item.value !== null && ownerOf(item.value.trim()) !== null)
        others.push({ item, name: unnamed(item.name), at });
      continue;
    }
    const split = { item, name, at };
    if (['endpoint', 'region', 'provider'].includes(name.part)) around.add(split);
    const own = groups.get(name.group);
    if (own) own.push(split);
    else groups.set(name.group, [split]);
  }
  if (groups.size === 0 && others.length === 0) return [];
  const inside = about.some((name) => providerInName(name) !== null);
  const found = joined(
    [...groups.values()].flatMap((group) => pairsIn(group, isId, inside)),
    items,
    others,
  );
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ pair, group }) => {
      const near = (part: NamePart) =>
        group.findLast(({ name }) => name.part === part)?.item ?? around.nearest(part, pair.before, groups.size === 1);
      return { ...pair, endpoint: near('endpoint'), region: near('region'), provider: near('provider') };
    });
}

/** A name that says nothing. */
const unnamed = (name: string): SplitName => ({
  ...{ part: 'accessKeyId', weak: true, paired: false, vague: false, byShape: true },
  ...{ ending: name, group: '', before: [], label: name },
});

/**
 * Adds the IDs that stand under other names, and joins the only ID that has no secret with the only secret that has no
 * ID, if both have the shapes of one provider.
 */
function joined<Item extends Named>(
  found: readonly InGroup<Item>[],
  items: readonly Item[],
  others: readonly Split<Item>[],
): InGroup<Item>[] {
  const known = new Set(found.map(({ pair }) => pair.accessKeyId?.value?.trim()));
  const strays = others.filter(({ item }) => !known.has(item.value?.trim()));
  const all = [...found, ...strays.map((one) => inGroup([one], one, null, null, () => true))];
  const lone = all.filter(
    ({ pair }) => pair.secret === null && ownerOf(pair.accessKeyId?.value?.trim() ?? '') !== null,
  );
  const [only] = lone;
  if (!only || lone.length > 1) return all;
  const taken = new Set<Item>(all.flatMap(({ pair }) => (pair.accessKeyId === null ? [] : pair.all)));
  const secrets = items.filter(
    (item) =>
      !taken.has(item) && item.value !== null && secretName.test(item.name) && hasSecretShape(item.value.trim()),
  );
  const [secret] = secrets;
  if (!secret || secrets.length > 1) return all;
  const pair = { ...only.pair, secret, vague: false, all: [...only.pair.all, secret] };
  return all
    .filter((one) => one.pair.accessKeyId !== null || one.pair.secret !== secret)
    .map((one) => (one === only ? { ...one, pair } : one));
}

const secretName = /secret|sec\b|key|sk\b|pass|pwd|credential|密/i;

/** Which secret goes with which ID, the likeliest first. What isn't listed is less likely still. */
const partners: Readonly<Record<string, readonly string[]>> = {
  accesskeyid: ['accesskeysecret', 'secretaccesskey', 'accesssecretkey', 'accesssecret', 'keysecret', 'secretkey'],
  accesskey: ['secretkey', 'accesssecret', 'accesskeysecret', 'secretaccesskey', 'accesssecretkey', 'keysecret'],
  accessid: ['accesskey', 'accesssecret', 'accesskeysecret', 'accesssecretkey', 'secretaccesskey', 'secretkey'],
  ak: ['sk', 'aksecret', 'secretkey', 'accesskeysecret'],
  akid: ['aksecret', 'sk', 'accesskeysecret'],
  secretid: ['secretkey', 'secret'],
  keyid: ['keysecret', 'secretkey', 'secret'],
  key: ['secret', 'keysecret'],
  user: ['password', 'passwd', 'pass', 'pwd'],
  username: ['password', 'passwd', 'pass', 'pwd'],
  login: ['password', 'passwd', 'pass', 'pwd'],
};
const unlisted = 10;

type Found<Item extends Named> = Omit<NamedPair<Item>, 'endpoint' | 'region' | 'provider'>;

/** A key and the group that it was found in. `at` is the place of its first item. */
interface InGroup<Item extends Named> {
  pair: Found<Item>;
  group: readonly Split<Item>[];
  at: number;
}

function pairsIn<Item extends Named>(
  group: readonly Split<Item>[],
  isId: (value: string) => boolean,
  inside: boolean,
): InGroup<Item>[] {
  // There are a few dozen endings, so that the rest takes a bounded time for each group.
  const byEnding = new Map(group.map((one) => [one.name.ending, one]));
  const candidates = [...byEnding.values()];
  const hasShape = ({ item }: Split<Item>) => item.value !== null && isId(item.value.trim());
  const sureToken = candidates.some(({ name }) => name.part === 'token' && !name.weak);
  const said = inside || sureToken || providerInName(group[0]?.name.label ?? '') !== null;
  const ids = candidates.filter(({ name }) => name.part === 'accessKeyId' || name.part === 'either');
  const secrets = candidates.filter(({ name }) => name.part === 'secret' || name.part === 'either');
  const both = ids.flatMap((id) =>
    secrets
      .filter((secret) => secret !== id && goTogether(id, secret, said, hasShape))
      .map((secret) => ({ id, secret, cost: costOf(id, secret, hasShape) })),
  );
  const used = new Set<Split<Item>>();
  const pairs: { id: Split<Item> | null; secret: Split<Item> | null }[] = [];
  for (const { id, secret } of both.sort((one, other) => one.cost - other.cost)) {
    if (used.has(id) || used.has(secret)) continue;
    used.add(id).add(secret);
    // The values know better than the names.
    pairs.push(hasShape(secret) && !hasShape(id) ? { id: secret, secret: id } : { id, secret });
  }
  const taken = new Set(pairs.map(({ id }) => id?.item.value));
  for (const half of candidates) {
    if (used.has(half)) continue;
    const asId = half.name.part === 'accessKeyId' || half.name.part === 'either';
    if (asId && !taken.has(half.item.value) && isHalf(half, said, hasShape)) pairs.push({ id: half, secret: null });
    else if (half.name.part === 'secret' && pairs.length === 0 && isHalf(half, said, () => false)) {
      pairs.push({ id: null, secret: half });
    }
  }
  return pairs.map(({ id, secret }) => inGroup(group, id, secret, tokenFor(candidates, id, pairs.length), hasShape));
}

/** Returns whether two names can be the halves of one key. */
function goTogether<Item>(
  id: Split<Item>,
  secret: Split<Item>,
  said: boolean,
  hasShape: (one: Split<Item>) => boolean,
): boolean {
  if (id.name.part === 'either' && secret.name.part === 'either') return false;
  if (hasShape(id)) return true;
  if (id.name.byShape || secret.name.byShape) return false;
  return said || !id.name.weak;
}

function costOf<Item extends Named>(
  id: Split<Item>,
  secret: Split<Item>,
  hasShape: (one: Split<Item>) => boolean,
): number {
  const listed = partners[id.name.ending]?.indexOf(secret.name.ending) ?? -1;
  const names = (listed < 0 ? unlisted : listed) + (secret.name.weak ? 3 : 0) + (id.name.weak ? 3 : 0);
  const fits = secret.item.value !== null && hasSecretShape(secret.item.value.trim()) && !hasShape(secret);
  return names - (hasShape(id) ? 40 : 0) - (fits ? 20 : 0) + (hasShape(secret) ? 60 : 0);
}

/** Returns whether a name without its other half is worth a word. */
function isHalf<Item extends Named>(
  half: Split<Item>,
  said: boolean,
  hasShape: (one: Split<Item>) => boolean,
): boolean {
  if (hasShape(half)) return true;
  if (half.name.weak || half.item.value === '') return false;
  return half.name.paired ? said : true;
}

/** A name like `token` may be anything's, unless the ID is one of a temporary key. */
function tokenFor<Item extends Named>(
  candidates: readonly Split<Item>[],
  id: Split<Item> | null,
  pairs: number,
): Split<Item> | null {
  const temporary = looksTemporary(id?.item.value?.trim() ?? '');
  const sure = candidates.find(({ name }) => name.part === 'token' && !name.weak);
  if (sure && (temporary || pairs === 1)) return sure;
  return temporary ? (candidates.find(({ name }) => name.part === 'token') ?? null) : null;
}

function inGroup<Item extends Named>(
  group: readonly Split<Item>[],
  id: Split<Item> | null,
  secret: Split<Item> | null,
  token: Split<Item> | null,
  hasShape: (one: Split<Item>) => boolean,
): InGroup<Item> {
  const first = id ?? secret;
  const own = new Set([id, secret, token].map((one) => one?.name.ending));
  const half = id === null || secret === null;
  const members = group.filter(({ name }) => own.has(name.ending));
  return {
    pair: {
      label: first?.name.label ?? '',
      before: first?.name.before ?? [],
      vague: half && (first?.name.vague ?? false) && !(id && hasShape(id)),
      accessKeyId: id?.item ?? null,
      secret: secret?.item ?? null,
      token: token?.item ?? null,
      expires: token === null ? null : (group.findLast(({ name }) => name.part === 'expires')?.item ?? null),
      all: members.map(({ item }) => item),
    },
    group,
    at: members[0]?.at ?? 0,
  };
}

/** Most words at the beginning of a name that are compared. */
const mostWords = 6;

/** What stands beside keys: addresses, regions, names of providers. */
function createAround<Item>() {
  // By part, and by the first words of the name.
  const known = new Map<string, Item>();
  const key = (part: NamePart, words: readonly string[]) => [part, ...words].join(' ');
  const anything = new Map<NamePart, Item>();
  return {
    add({ item, name }: Split<Item>): void {
      if (!anything.has(name.part)) anything.set(name.part, item);
      const words = name.before.slice(0, mostWords);
      for (let many = words.length; many > 0; many -= 1) {
        const place = key(name.part, words.slice(0, many));
        if (!known.has(place)) known.set(place, item);
      }
      if (words.length === 0) known.set(key(name.part, []), item);
    },
    /** Returns the item of this part whose name begins with the most of the same words. */
    nearest(part: NamePart, before: readonly string[], alone: boolean): Item | null {
      const words = before.slice(0, mostWords);
      for (let many = words.length; many >= 0; many -= 1) {
        const found = known.get(key(part, words.slice(0, many)));
        if (found !== undefined) return found;
      }
      return alone ? (anything.get(part) ?? null) : null;
    },
  };
}
