import type { ColumnRole } from '../../../common/csv/table';
import { certainty, meaningsOf } from '../table/titles';
import { splitWords, type Word, wordsOf } from './name-words';

export { wordsOf };

/**
 * Which part of a key a name stands for, by what the name ends with: `ALIYUN_OSS_ACCESS_KEY_ID`, `oss.accessKeyId`,
 * `access-id`. It serves lines of `name=value` and structured text alike. Everything is a table, and nothing throws.
 */

/** What the value of such a name says. `either`: the ID, or the secret if another name has the ID. */
export type NamePart = 'accessKeyId' | 'either' | 'secret' | 'token' | 'expires' | 'endpoint' | 'region' | 'provider';

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
  /** Not even the name of a provider before it makes it a key: only the shape of the value does. */
  byShape?: boolean;
}

const weakId: Ending = { part: 'accessKeyId', weak: true };
const login: Ending = { ...weakId, byShape: true };
const password: Ending = { part: 'secret', weak: true, byShape: true };
const expires: Ending = { part: 'expires', weak: true };
const endpoint: Ending = { part: 'endpoint', weak: true };

/** The endings without signs, in lower case. */
const endings: Readonly<Record<string, Ending>> = {
  accesskeyid: { part: 'accessKeyId' },
  accessid: { part: 'accessKeyId', vague: true },
  akid: { part: 'accessKeyId', vague: true },
  ak: { part: 'accessKeyId', paired: true },
  secretid: weakId,
  keyid: weakId,
  access: { ...weakId, whole: true },
  id: login,
  key: weakId,
  user: login,
  username: login,
  login,
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
  password,
  passwd: password,
  pass: password,
  pwd: password,
  securitytoken: { part: 'token' },
  sessiontoken: { part: 'token' },
  ststoken: { part: 'token' },
  token: { part: 'token', weak: true },
  stsexpiration: expires,
  expiration: expires,
  expirationtime: expires,
  expirationdate: expires,
  expiresat: expires,
  expireat: expires,
  expiredat: expires,
  expiretime: expires,
  expiredtime: expires,
  expires,
  expiry: expires,
  endpoint,
  endpointurl: endpoint,
  hostbase: endpoint,
  host: endpoint,
  server: endpoint,
  url: endpoint,
  region: { part: 'region', weak: true },
  regionid: { part: 'region', weak: true },
  provider: { part: 'provider', weak: true },
  vendor: { part: 'provider', weak: true },
};

// The longer endings come first, because some of them end with another one.
const lengths = [...new Set(Object.keys(endings).map(({ length }) => length))].sort((one, other) => other - one);
const byName = new Map(Object.entries(endings));

// From this length on, no other word ends in the same way. A shorter one must begin where a word begins.
const sureLength = 8;

// What people put behind a name to have it several times. Anything else there makes another thing of it:
// SECRET_KEY_BASE, secretKeyRef.
const behind =
  /^(?:\d+|prod|production|prd|dev|develop|development|test|testing|staging|stage|uat|pre|qa|sandbox|backup|main|old|new|primary|secondary|[ab])$/;

export interface SplitName extends Required<Omit<Ending, 'whole'>> {
  ending: string;
  /** What the name has besides its ending, in lower case without signs. Names of one key have the same. */
  group: string;
  /** The words before the ending, in lower case. */
  before: readonly string[];
  /** What comes before the ending as it is written, without signs at its end. Behind it, what follows the ending. */
  label: string;
}

/** Most characters of a name that is looked at. */
const mostNameLength = 200;

/** Splits a name into its ending and the rest; `null`: it has nothing to do with keys. */
export function splitName(name: string): SplitName | null {
  if (name.length > mostNameLength) return null;
  const words = splitWords(name);
  const last = words.at(-1);
  if (!last) return null;
  const plain = splitAt(name, words, '') ?? titled(name);
  if (plain) return plain;
  if (behind.test(last.text)) return splitAt(name, words.slice(0, -1), name.slice(last.start));
  const number = /^(\D+)(\d+)$/.exec(last.text);
  if (!number?.[1]) return null;
  const cut = [...words.slice(0, -1), { text: number[1], start: last.start }];
  return splitAt(name, cut, name.slice(last.start + number[1].length));
}

function splitAt(name: string, words: readonly Word[], suffix: string): SplitName | null {
  const joined = words.map(({ text }) => text).join('');
  for (const length of lengths) {
    const ending = joined.slice(-length);
    const known = ending.length === length ? byName.get(ending) : undefined;
    if (!known) continue;
    const { whole, ...found } = known;
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
    const label = cut === 0 ? '' : name.slice(0, cut).replace(/[^\p{L}\p{N}]+$/u, '');
    const group = suffix === '' ? before.join('') : `${before.join('')}|${suffix.toLowerCase()}`;
    const told = [label, suffix].filter((one) => one !== '').join(' ');
    return { ...settled(found), ending, group, before, label: told };
  }
  return null;
}

const settled = ({ part, weak = false, paired = false, vague = false, byShape = false }: Omit<Ending, 'whole'>) => ({
  part,
  weak,
  paired,
  vague,
  byShape,
});

const titles: Readonly<Partial<Record<ColumnRole, string>>> = {
  accessKeyId: 'accesskeyid',
  secret: 'accesskeysecret',
  token: 'securitytoken',
};

/** Names in Chinese are the titles that people give to columns. */
function titled(name: string): SplitName | null {
  if (!/[\u3400-\u9fff]/.test(name)) return null;
  const [role] = [...meaningsOf(name)].find(([, sure]) => sure >= certainty.partly) ?? [];
  const ending = role === undefined ? undefined : titles[role];
  const found = ending === undefined ? undefined : endings[ending];
  if (ending === undefined || !found) return null;
  return { ...settled(found), ending, group: '', before: [], label: '' };
}
