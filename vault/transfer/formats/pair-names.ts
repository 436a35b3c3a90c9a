/**
 * Which part of a key a name stands for, by what the name ends with: `ALIYUN_OSS_ACCESS_KEY_ID`, `oss.accessKeyId`,
 * `access-id`. It serves lines of `name=value` and structured text alike. Everything is a table, and nothing throws.
 */

/** What the value of such a name says. `either`: the ID, or the secret if another name has the ID. */
export type NamePart = 'accessKeyId' | 'either' | 'secret' | 'token' | 'expires' | 'endpoint' | 'region';

interface Ending {
  part: NamePart;
  /** Many other things have such a name too. It counts only beside a name that is sure, or if its value has a shape. */
  weak?: boolean;
  /** It counts only beside its other half, whatever the values are. */
  paired?: boolean;
  /** Without its other half it is a key only if something else says so. */
  vague?: boolean;
  /** It counts only if nothing comes before it. */
  whole?: boolean;
}

/** The endings without signs, in lower case. */
const endings: Readonly<Record<string, Ending>> = {
  accesskeyid: { part: 'accessKeyId' },
  accessid: { part: 'accessKeyId', vague: true },
  akid: { part: 'accessKeyId', vague: true },
  ak: { part: 'accessKeyId', paired: true },
  secretid: { part: 'accessKeyId', weak: true },
  keyid: { part: 'accessKeyId', weak: true },
  access: { part: 'accessKeyId', weak: true, whole: true },
  id: { part: 'accessKeyId', weak: true, whole: true },
  key: { part: 'accessKeyId', weak: true, whole: true },
  user: { part: 'accessKeyId', weak: true, whole: true },
  username: { part: 'accessKeyId', weak: true, whole: true },
  accesskey: { part: 'either', vague: true },
  accesskeysecret: { part: 'secret' },
  accesssecretkey: { part: 'secret' },
  accesssecret: { part: 'secret', vague: true },
  secretaccesskey: { part: 'secret' },
  secretkey: { part: 'secret', vague: true },
  aksecret: { part: 'secret', vague: true },
  keysecret: { part: 'secret', weak: true },
  sk: { part: 'secret', paired: true },
  secret: { part: 'secret', weak: true },
  password: { part: 'secret', weak: true, whole: true },
  securitytoken: { part: 'token' },
  sessiontoken: { part: 'token' },
  ststoken: { part: 'token' },
  token: { part: 'token', weak: true },
  expiration: { part: 'expires', weak: true },
  expirationtime: { part: 'expires', weak: true },
  expirationdate: { part: 'expires', weak: true },
  expiresat: { part: 'expires', weak: true },
  expireat: { part: 'expires', weak: true },
  expiredat: { part: 'expires', weak: true },
  expiretime: { part: 'expires', weak: true },
  expiredtime: { part: 'expires', weak: true },
  expires: { part: 'expires', weak: true },
  expiry: { part: 'expires', weak: true },
  endpoint: { part: 'endpoint', weak: true },
  endpointurl: { part: 'endpoint', weak: true },
  hostbase: { part: 'endpoint', weak: true },
  host: { part: 'endpoint', weak: true },
  server: { part: 'endpoint', weak: true },
  region: { part: 'region', weak: true },
  regionid: { part: 'region', weak: true },
};

// The longer endings come first, because some of them end with another one.
const byLength = Object.entries(endings).sort(([one], [other]) => other.length - one.length);

// From this length on, no other word ends in the same way. A shorter one must begin where a word begins.
const sureLength = 8;

// What people put behind a name to have it several times. Anything else there makes another thing of it:
// SECRET_KEY_BASE, access_key_id_file.
const behind =
  /^(?:\d+|prod|production|prd|dev|develop|development|test|testing|staging|stage|uat|pre|qa|sandbox|backup|main|old|new|primary|secondary|[ab])$/;

export interface SplitName extends Required<Omit<Ending, 'whole'>> {
  /** What the name has besides its ending, in lower case without signs. Names of one key have the same. */
  group: string;
  /** The words before the ending, in lower case. */
  before: readonly string[];
  /** What comes before the ending as it is written, without signs at its end. Behind it, what follows the ending. */
  label: string;
}

interface Word {
  text: string;
  /** Where it begins in the name. */
  start: number;
}

/** Returns the words of a name: `OSSAccessKeyID`, `oss_access_key_id` and `oss.access-key.id` have the same. */
export function wordsOf(name: string): string[] {
  return splitWords(name).map(({ text }) => text);
}

// An abbreviation ends before the last of its capitals if a small letter follows.
const wordPattern = /\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+\d*|\p{Lu}|\d+/gu;

function splitWords(name: string): Word[] {
  return [...name.matchAll(wordPattern)].map((match) => ({ text: match[0].toLowerCase(), start: match.index }));
}

/** Most characters of a name that is looked at. */
const mostNameLength = 200;

/** Splits a name into its ending and the rest; `null`: it has nothing to do with keys. */
export function splitName(name: string): SplitName | null {
  if (name.length > mostNameLength) return null;
  const words = splitWords(name);
  const last = words.at(-1);
  if (!last) return null;
  const plain = splitAt(name, words, '');
  if (plain) return plain;
  if (behind.test(last.text)) return splitAt(name, words.slice(0, -1), name.slice(last.start));
  const number = /^(\D+)(\d+)$/.exec(last.text);
  if (!number?.[1]) return null;
  const cut = [...words.slice(0, -1), { text: number[1], start: last.start }];
  return splitAt(name, cut, name.slice(last.start + number[1].length));
}

function splitAt(name: string, words: readonly Word[], suffix: string): SplitName | null {
  const joined = words.map(({ text }) => text).join('');
  for (const [ending, { part, whole, weak = false, paired = false, vague = false }] of byLength) {
    if (!joined.endsWith(ending)) continue;
    const before: string[] = [];
    let left = joined.length - ending.length;
    if (whole && left > 0) continue;
    let cut = 0;
    for (const { text, start } of words) {
      if (left === 0) {
        cut = start;
        break;
      }
      before.push(text.slice(0, left));
      cut = start + Math.min(left, text.length);
      left -= Math.min(left, text.length);
    }
    const startsWord = words.some(({ start }) => start === cut);
    if (!startsWord && ending.length < sureLength) continue;
    const label = name.slice(0, cut).replace(/[^\p{L}\p{N}]+$/u, '');
    const group = suffix === '' ? before.join('') : `${before.join('')}|${suffix.toLowerCase()}`;
    return { part, weak, paired, vague, group, before, label: [label, suffix].filter((one) => one !== '').join(' ') };
  }
  return null;
}

/** A name with its value; `null`: the value is a reference, a list or anything else that is no text. */
export interface Named {
  name: string;
  value: string | null;
}

/** The names that belong to one key. If several names have the same part, the last one counts. */
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
  /** Everything that is an ID, a secret or a token, in the order of the file. */
  all: readonly Item[];
}

interface Split<Item> {
  item: Item;
  name: SplitName;
}

/**
 * Finds the pairs among names that stand together (in an object, a section, or a file of variables), in their order. A
 * pair may lack one half. `isId` says whether a value has the shape of an AccessKey ID: names that many things have,
 * such as `username`, count only then.
 */
export function pairsAmong<Item extends Named>(
  items: readonly Item[],
  isId: (value: string) => boolean,
): NamedPair<Item>[] {
  const groups = new Map<string, Split<Item>[]>();
  const around: Split<Item>[] = [];
  for (const item of items) {
    const name = splitName(item.name);
    if (!name) continue;
    const own = groups.get(name.group);
    if (own) own.push({ item, name });
    else groups.set(name.group, [{ item, name }]);
    if (name.part === 'endpoint' || name.part === 'region') around.push({ item, name });
  }
  return [...groups.values()].flatMap((group) => pairIn(group, around, isId) ?? []);
}

function pairIn<Item extends Named>(
  group: readonly Split<Item>[],
  around: readonly Split<Item>[],
  isId: (value: string) => boolean,
): NamedPair<Item> | null {
  const hasShape = ({ item }: Split<Item>) => item.value !== null && isId(item.value.trim());
  const of = (part: NamePart) => group.filter(({ name }) => name.part === part);
  const sure = (part: NamePart) => of(part).filter(({ name }) => !name.weak && !name.paired);
  const either = sure('either');
  const shortIds = of('accessKeyId').filter((one) => one.name.paired && (of('secret').length > 0 || hasShape(one)));
  const ids = [...sure('accessKeyId'), ...shortIds];
  const secrets = sure('secret');
  // Only if another name has the ID is it the secret: access_id and access_key. The value's shape counts more.
  const eitherIsSecret = ids.length > 0 && secrets.length === 0 && !either.some(hasShape);
  const strongIds = ids.length > 0 ? ids : eitherIsSecret ? [] : either;
  const strongSecrets = eitherIsSecret ? either : secrets;
  const weakIds = of('accessKeyId').filter((one) => one.name.weak && hasShape(one));
  const weakSecrets = of('secret').filter(({ name }) => name.weak || name.paired);
  if (strongIds.length === 0 && strongSecrets.length === 0 && weakIds.length === 0) return null;
  const own = {
    ids: strongIds.length > 0 ? strongIds : weakIds,
    secrets: strongSecrets.length > 0 ? strongSecrets : weakSecrets,
    tokens: sure('token').length > 0 ? sure('token') : of('token'),
  };
  const [first] = [...own.ids, ...own.secrets];
  const last = (part: NamePart) => of(part).at(-1)?.item ?? null;
  const before = first?.name.before ?? [];
  const all = [...own.ids, ...own.secrets, ...own.tokens];
  const half = own.ids.length === 0 || own.secrets.length === 0;
  return {
    label: first?.name.label ?? '',
    before,
    vague: half && (first?.name.vague ?? false) && !own.ids.some(hasShape),
    accessKeyId: own.ids.at(-1)?.item ?? null,
    secret: own.secrets.at(-1)?.item ?? null,
    token: own.tokens.at(-1)?.item ?? null,
    expires: last('expires'),
    endpoint: last('endpoint') ?? nearest(around, 'endpoint', before),
    region: last('region') ?? nearest(around, 'region', before),
    all: group.filter((one) => all.includes(one)).map(({ item }) => item),
  };
}

/** Returns the item of this part whose name begins with the most of the same words. */
function nearest<Item>(around: readonly Split<Item>[], part: NamePart, before: readonly string[]): Item | null {
  let best: { item: Item; common: number } | null = null;
  for (const { item, name } of around) {
    if (name.part !== part) continue;
    const differs = before.findIndex((word, at) => name.before[at] !== word);
    const common = differs < 0 ? before.length : differs;
    if (common === 0 && name.before.length > 0) continue;
    if (!best || common > best.common) best = { item, common };
  }
  return best?.item ?? null;
}
