import { isAwsId } from '../../../common/csv/aws';
import { comparable } from '../../../common/csv/header';
import { unmarkedId } from '../../../common/csv/marks';
import { type Provider, type ProviderId, providerOf, providers, type Shape } from '../../../common/providers';

/**
 * What the shape of a value shows: the provider of an AccessKey ID, whether a value may be a secret, the provider that
 * a word means.
 */

// A shape that any word has says nothing.
const telling = (shapes: readonly Shape[]) => shapes.map(({ pattern }) => pattern).filter((one) => !one.test('a'));
const tellingIds = (provider: Provider) => telling(Object.values(provider.accessKeyId.shapes).flat());

const idPatterns = providers.flatMap(tellingIds);
const secretPatterns = providers.flatMap(({ secret }) => telling(secret.shapes));
const temporaryPatterns = providers.flatMap(({ accessKeyId }) => telling(accessKeyId.shapes.temporary));
const accountPatterns = providers.flatMap(({ account }) => (account.shape ? telling([account.shape]) : []));

const fits = (patterns: readonly RegExp[], value: string) => patterns.some((pattern) => pattern.test(value));

/** Returns the value of a cell without the marks of spreadsheets, to look at its shape. */
export const bareValue = (cell: string): string => unmarkedId(cell);

/** Returns whether a value has the shape of an AccessKey ID of any provider, including AWS. */
export function looksLikeAccessKeyId(value: string): boolean {
  // Some order numbers have twenty digits. No provider gives an ID of digits only.
  return (fits(idPatterns, value) && /[A-Z]/i.test(value)) || isAwsId(value);
}

/** Returns whether nothing is known of the shapes of this provider's AccessKey IDs. */
export const isShapeless = (id: ProviderId): boolean => tellingIds(providerOf(id)).length === 0;

/** Returns whether an AccessKey ID has a shape that only temporary keys have. */
export function looksTemporary(accessKeyId: string): boolean {
  return fits(temporaryPatterns, accessKeyId);
}

/** Returns whether a value has the shape of an account ID of any provider. */
export function looksLikeAccountId(value: string): boolean {
  return fits(accountPatterns, value);
}

/** Returns whether a value has the shape of a secret of any provider. */
export function hasSecretShape(value: string): boolean {
  return fits(secretPatterns, value) && changes(value) > 0;
}

/**
 * Returns whether the text may contain a secret or a token: the shape of one, or a long run of letters and digits that
 * looks random.
 */
export function holdsOpaque(text: string): boolean {
  for (const [run] of text.matchAll(/[\x21-\x7e]{16,}/g)) {
    // A comma or a bracket beside a secret does not belong to it.
    if (isOpaque(run) || [run, ...run.split(/[^A-Za-z0-9]+/)].some(hasSecretShape)) return true;
  }
  return false;
}

/**
 * Returns whether a run looks random. Words and numbers change between small letters, capitals and digits only now and
 * then. A random text does so every second time.
 */
function isOpaque(run: string): boolean {
  const signs = run.replace(/[^A-Za-z0-9]/g, '');
  // The run is checked part by part, because a secret may be in the middle of something longer.
  for (let at = 0; at === 0 || at + 15 < signs.length; at += 5) {
    const part = signs.slice(at, at + 20);
    if (part.length >= 12 && changes(part) * 4 >= part.length) return true;
  }
  return false;
}

// Fits where a small letter, a capital or a digit follows another kind. A capital and the word that it begins are one
// kind.
const change = /(?<=[a-z])[A-Z\d]|(?<=\d)[A-Za-z]|(?<=[A-Z])\d|(?<=[A-Z]{2})[a-z]/g;

/** Returns how often a letter or digit is of another kind than the one before it. */
function changes(signs: string): number {
  return signs.match(change)?.length ?? 0;
}

/** Returns the only provider whose shapes both values have, or `null` if there is none or several. */
export function providerByShape(accessKeyId: string, secret: string): ProviderId | null {
  const [one, ...others] = providers.filter(
    (provider) =>
      (fits(tellingIds(provider), accessKeyId) && fits(telling(provider.secret.shapes), secret)) ||
      // The secrets of temporary keys have no known shape everywhere, but their IDs begin as no other does.
      fits(telling(provider.accessKeyId.shapes.temporary), accessKeyId),
  );
  return one && others.length === 0 ? one.id : null;
}

const named = new Map(
  providers.flatMap(({ id, name, aliases }) =>
    [id, ...Object.values(name), ...aliases].map((word) => [comparable(word), id] as const),
  ),
);

/**
 * Returns the provider that a word means: its id, its name in any language, or another name of it. Returns `null` if it
 * means none.
 */
export function providerNamed(word: string): ProviderId | null {
  return named.get(comparable(word)) ?? null;
}

const keyTypes = new Set(providers.flatMap((provider) => provider.keyTypes.map(({ id }) => id.toLowerCase())));

/** Returns whether the word is a type of keys of some provider. */
export const isKeyType = (word: string): boolean => keyTypes.has(word.trim().toLowerCase());
