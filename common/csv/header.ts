import { fieldLimits, tidyCredential } from '../keys/fields';
import { type ProfileId, type ProviderProfile, profiles } from '../providers';
import { isAwsId, isAwsTitle } from './aws';

/** The headers that the consoles write, and what the pairs below one tell about whose they are. */

/** Headers as the consoles write them, each once. */
export const acceptedHeaders: readonly string[] = [
  ...new Set(
    profiles.map(({ csv: { columns } }) =>
      [columns.user, columns.accessKeyId, columns.secret].filter(Boolean).join(','),
    ),
  ),
];

/** Columns are counted from 0. */
export interface KnownHeader {
  user: number | null;
  accessKeyId: number;
  secret: number;
  /** Profiles whose titles for ID and secret these are, at least one. */
  profiles: readonly ProviderProfile[];
  /** A title that only AWS writes. */
  aws: boolean;
}

/** An AccessKey ID and its secret, tidied. */
export interface Pair {
  accessKeyId: string;
  secret: string;
}

/** What keeps two values from being a pair. */
export type PairFault =
  /** The AccessKey ID or the secret is empty, or the row is too short to have it. */
  | 'missing'
  /** Blanks inside or characters other than printable ASCII. */
  | 'not-printable'
  | 'too-long';

/** A title without case, width of letters, blanks, quotation marks, `_` and `-`. */
export function comparable(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s_\-\ufeff"]/g, '')
    .toLowerCase();
}

/** The columns of a header that a console writes, in whatever order and among whatever else; `null`: it is none. */
export function knownHeader(fields: readonly string[]): KnownHeader | null {
  const titles = fields.map(comparable);
  const at = (title: string) => titles.indexOf(comparable(title));
  const fitting = profiles.filter(({ csv: { columns } }) => at(columns.accessKeyId) >= 0 && at(columns.secret) >= 0);
  const columns = fitting[0]?.csv.columns;
  if (!columns) return null;
  const user = Math.max(
    ...profiles.map((profile) => (profile.csv.columns.user === null ? -1 : at(profile.csv.columns.user))),
  );
  return {
    user: user < 0 ? null : user,
    accessKeyId: at(columns.accessKeyId),
    secret: at(columns.secret),
    profiles: fitting,
    aws: titles.some(isAwsTitle),
  };
}

const printable = /^[\x21-\x7e]+$/;

/** What is wrong with a value that has to be there; `limit` in characters. */
export function faultOfValue(value: string, limit: number): PairFault | null {
  if (value === '') return 'missing';
  if (!printable.test(value)) return 'not-printable';
  return value.length > limit ? 'too-long' : null;
}

/** What is wrong with a pair, and with which of its halves. */
export function faultOfPair({ accessKeyId, secret }: Pair): { fault: PairFault; field: keyof Pair } | null {
  const id = faultOfValue(accessKeyId, fieldLimits.accessKeyId);
  if (id) return { fault: id, field: 'accessKeyId' };
  const fault = faultOfValue(secret, fieldLimits.secret);
  return fault && { fault, field: 'secret' };
}

/** The pair of a row below this header. */
export function pairIn(header: KnownHeader, fields: readonly string[]): Pair {
  return {
    accessKeyId: tidyCredential(fields[header.accessKeyId] ?? ''),
    secret: tidyCredential(fields[header.secret] ?? ''),
  };
}

/** Whose file this is: the profiles that it fits, likeliest first, or AWS's, which Keyfold has no profile for. */
export function whoseFile(header: KnownHeader, pairs: readonly Pair[]): 'AWS' | readonly [ProfileId, ...ProfileId[]] {
  return areAws(header, pairs) ? 'AWS' : byLikelihood(header, pairs);
}

/** All of these pairs are AWS's, or the header is and no pair says otherwise. */
function areAws(header: KnownHeader, pairs: readonly Pair[]): boolean {
  return header.aws || (pairs.length > 0 && pairs.every(({ accessKeyId }) => isAwsId(accessKeyId)));
}

/**
 * Several providers share a header: known shapes of the values say most, then a user column where the provider writes
 * one, then that a provider has no known shape at all. Equals stay in the profiles' own order.
 */
function byLikelihood(header: KnownHeader, pairs: readonly Pair[]): readonly [ProfileId, ...ProfileId[]] {
  const score = (profile: ProviderProfile): number => {
    const ids = Object.values(profile.accessKeyId.shapes).flat();
    const fitting = pairs.filter(
      ({ accessKeyId, secret }) =>
        ids.some(({ pattern }) => pattern.test(accessKeyId)) &&
        profile.secret.shapes.some(({ pattern }) => pattern.test(secret)),
    );
    const shapes = ids.length === 0 ? 2 : pairs.length === 0 ? 0 : (4 * fitting.length) / pairs.length;
    return shapes + (header.user !== null && profile.csv.columns.user !== null ? 3 : 0);
  };
  const [best, ...others] = header.profiles
    .map((profile) => ({ id: profile.id, score: score(profile) }))
    .sort((a, b) => b.score - a.score);
  // A header was found, so there is at least one profile that it belongs to.
  if (!best) throw new Error('a header without a profile');
  return [best.id, ...others.map(({ id }) => id)];
}
