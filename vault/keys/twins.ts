import unhomoglyph from 'unhomoglyph';
import { isPlain, showHidden, tidy } from '../../common/keys/text';
import type { StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import { keyTables } from './list';

/**
 * Names that look the same and are not: a Cyrillic letter for a Latin one, letters in full width. Two names look the same
 * if they have the same skeleton, as UTS 39 (Unicode security mechanisms) defines it, after compatible forms such as
 * full width are made the same. Upper case and lower case differ.
 */

/** What each sign looks like. The library's table is searched once for a sign. */
const looks = new Map<string, string>();

function lookOf(sign: string): string {
  const known = looks.get(sign);
  if (known !== undefined) return known;
  const look = unhomoglyph(sign);
  looks.set(sign, look);
  return look;
}

const plainSigns = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index));
/** Finds the signs of ASCII that look like others, such as 0 and 1. */
const plainSign = new RegExp(
  `[${plainSigns
    .filter((sign) => lookOf(sign) !== sign)
    .map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')}]`,
  'g',
);

/** Returns the skeleton of a name. What can't be seen, in a name from before it was refused, is left out. */
export function skeletonOf(name: string): string {
  const tidied = tidy(name);
  if (isPlain(tidied)) return tidied.replace(plainSign, lookOf).normalize('NFD').replace(/ {2,}/g, ' ');
  const seen = showHidden(tidied).replaceAll('\ufffd', '').normalize('NFKD');
  return Array.from(seen, lookOf).join('').normalize('NFD').replace(/\s+/g, ' ');
}

/** Whose keys are compared: names of other accounts may look the same. */
interface Account {
  provider: StoredProviderId;
  /** Empty: not known. */
  accountId: string;
}

/** Returns the name of another key of this account that looks the same as `name` and isn't, or `null`. */
export function twinOf(
  database: Reader,
  { provider, accountId }: Account,
  name: string,
  except: string | null,
): string | null {
  const find = `SELECT k.name FROM ${keyTables} WHERE k.profile = ? AND a.root_account_id = ? AND k.id IS NOT ?`;
  const typed = tidy(name);
  const skeleton = skeletonOf(typed);
  const others = database.all<{ name: string }>(find, provider, tidy(accountId), except);
  return others.find((other) => other.name !== typed && skeletonOf(other.name) === skeleton)?.name ?? null;
}

/** The names of the vault and of a file, for many questions. */
export interface Twins {
  /** Notes a name, and returns an earlier one of its account that looks the same and isn't, or `null`. */
  take(account: Account, name: string): string | null;
}

/** Begins with the names of the vault. Those of an account are read when the first name of it is asked for. */
export function createTwins(database: Reader): Twins {
  const names = new Map<string, string>();
  const read = new Set<string>();
  const note = (account: string, name: string): string | null => {
    const place = `${account}\n${skeletonOf(name)}`;
    const before = names.get(place);
    if (before === undefined) names.set(place, name);
    return before === undefined || before === name ? null : before;
  };
  const all = `SELECT k.name FROM ${keyTables} WHERE k.profile = ? AND a.profile = ? AND a.root_account_id = ?
    ORDER BY k.number`;
  return {
    take({ provider, accountId }, name) {
      const account = `${provider}\n${accountId}`;
      if (!read.has(account)) {
        read.add(account);
        for (const key of database.all<{ name: string }>(all, provider, provider, accountId)) note(account, key.name);
      }
      return note(account, name);
    },
  };
}
