import { fieldLimits } from '../keys/fields';
import { type Provider, type ProviderId, providers } from '../providers';
import { isAwsId, isAwsTitle } from './aws';
import { isLost, unmarkedId, unmarkedSecret } from './marks';

/** The headers that the consoles write, and what the pairs below a header tell about their provider. */

/** Headers as the consoles write them, each once. */
export const acceptedHeaders: readonly string[] = [
  ...new Set(
    providers.map(({ csv: { columns } }) =>
      [columns.user, columns.accessKeyId, columns.secret].filter(Boolean).join(','),
    ),
  ),
];

/** Columns are counted from 0. */
export interface KnownHeader {
  user: number | null;
  accessKeyId: number;
  secret: number;
  /** Providers that write these titles for ID and secret; at least one. */
  providers: readonly Provider[];
  /** The header has a title that only AWS writes. */
  aws: boolean;
}

/** An AccessKey ID and its secret, tidied. */
export interface Pair {
  accessKeyId: string;
  secret: string;
}

/** Why two values are not a pair. */
export type PairFault =
  /** The AccessKey ID or the secret is empty, or the row is too short to have it. */
  | 'missing'
  /** There are blanks inside, or characters other than printable ASCII. */
  | 'not-printable'
  | 'too-long'
  /** A spreadsheet has put something else in its place: a rounded number, `#NAME?`. */
  | 'lost-value';

/**
 * Returns the title in the form in which titles are compared: without case, width of letters, blanks, quotation marks,
 * `_` and `-`.
 */
export function comparable(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s_\-\ufeff"]/g, '')
    .toLowerCase();
}

/**
 * Returns the columns of a console's header, in whatever order and among whatever other columns; `null`: it is not such
 * a header.
 */
export function knownHeader(fields: readonly string[]): KnownHeader | null {
  const titles = fields.map(comparable);
  const at = (title: string) => titles.indexOf(comparable(title));
  const fitting = providers.filter(({ csv: { columns } }) => at(columns.accessKeyId) >= 0 && at(columns.secret) >= 0);
  const columns = fitting[0]?.csv.columns;
  if (!columns) return null;
  const user = Math.max(
    ...providers.map((provider) => (provider.csv.columns.user === null ? -1 : at(provider.csv.columns.user))),
  );
  return {
    user: user < 0 ? null : user,
    accessKeyId: at(columns.accessKeyId),
    secret: at(columns.secret),
    providers: fitting,
    aws: titles.some(isAwsTitle),
  };
}

const printable = /^[\x21-\x7e]+$/;

/** Returns what is wrong with a required value, or `null`; `limit` is in characters. */
export function faultOfValue(value: string, limit: number): PairFault | null {
  if (value === '') return 'missing';
  if (isLost(value)) return 'lost-value';
  if (!printable.test(value)) return 'not-printable';
  return value.length > limit ? 'too-long' : null;
}

/** Returns what is wrong with a pair and with which of its halves, or `null`. */
export function faultOfPair({ accessKeyId, secret }: Pair): { fault: PairFault; field: keyof Pair } | null {
  const id = faultOfValue(accessKeyId, fieldLimits.accessKeyId);
  if (id) return { fault: id, field: 'accessKeyId' };
  const fault = faultOfValue(secret, fieldLimits.secret);
  return fault && { fault, field: 'secret' };
}

/** Returns the pair of a row below this header, tidied. It is empty if the row is too short. */
export function pairIn(header: KnownHeader, fields: readonly string[]): Pair {
  return {
    accessKeyId: unmarkedId(fields[header.accessKeyId] ?? ''),
    secret: unmarkedSecret(fields[header.secret] ?? ''),
  };
}

/** Returns the providers that a file fits, likeliest first; or `AWS`, which Keyfold doesn't know. */
export function whoseFile(header: KnownHeader, pairs: readonly Pair[]): 'AWS' | readonly [ProviderId, ...ProviderId[]] {
  return areAws(header, pairs) ? 'AWS' : byLikelihood(header, pairs);
}

/** Returns whether the file is of AWS: its header has a title of AWS, or every pair has an AccessKey ID of AWS. */
function areAws(header: KnownHeader, pairs: readonly Pair[]): boolean {
  return header.aws || (pairs.length > 0 && pairs.every(({ accessKeyId }) => isAwsId(accessKeyId)));
}

/**
 * Returns the providers that a header fits, likeliest first, since several providers share a header. Known shapes of the
 * values count most, then a user column if the provider writes one, then that a provider has no known shape at all.
 * Equal ones stay in the order of the providers.
 */
function byLikelihood(header: KnownHeader, pairs: readonly Pair[]): readonly [ProviderId, ...ProviderId[]] {
  const score = (provider: Provider): number => {
    const ids = Object.values(provider.accessKeyId.shapes).flat();
    const fitting = pairs.filter(
      ({ accessKeyId, secret }) =>
        (ids.some(({ pattern }) => pattern.test(accessKeyId)) &&
          provider.secret.shapes.some(({ pattern }) => pattern.test(secret))) ||
        provider.accessKeyId.shapes.temporary.some(({ pattern }) => pattern.test(accessKeyId)),
    );
    const shapes = ids.length === 0 ? 2 : pairs.length === 0 ? 0 : (4 * fitting.length) / pairs.length;
    return shapes + (header.user !== null && provider.csv.columns.user !== null ? 3 : 0);
  };
  const [best, ...others] = header.providers
    .map((provider) => ({ id: provider.id, score: score(provider) }))
    .sort((a, b) => b.score - a.score);
  // A header was found, so at least one provider writes it.
  if (!best) throw new Error('a header without a provider');
  return [best.id, ...others.map(({ id }) => id)];
}
