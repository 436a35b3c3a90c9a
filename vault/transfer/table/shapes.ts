import { isAwsId } from '../../../common/csv/aws';
import { comparable } from '../../../common/csv/header';
import { type Provider, type ProviderId, providers, type Shape } from '../../../common/providers';

/** What a value says of itself: whose AccessKey ID it is, whether it may be a secret, which provider a word means. */

// A shape that any word has tells nothing.
const telling = (shapes: readonly Shape[]) => shapes.map(({ pattern }) => pattern).filter((one) => !one.test('a'));
const tellingIds = (provider: Provider) => telling(Object.values(provider.accessKeyId.shapes).flat());

const idPatterns = providers.flatMap(tellingIds);
const secretPatterns = providers.flatMap(({ secret }) => telling(secret.shapes));
const temporaryPatterns = providers.flatMap(({ accessKeyId }) => telling(accessKeyId.shapes.temporary));
const accountPatterns = providers.flatMap(({ account }) => (account.shape ? telling([account.shape]) : []));

const fits = (patterns: readonly RegExp[], value: string) => patterns.some((pattern) => pattern.test(value));

/** The shape of some provider's AccessKey IDs, AWS included. */
export function looksLikeAccessKeyId(value: string): boolean {
  return fits(idPatterns, value) || isAwsId(value);
}

/** The shape that only IDs of temporary credentials have. */
export function looksTemporary(accessKeyId: string): boolean {
  return fits(temporaryPatterns, accessKeyId);
}

/** The shape of some provider's account IDs. */
export function looksLikeAccountId(value: string): boolean {
  return fits(accountPatterns, value);
}

/** The shape of some provider's secrets. */
export function hasSecretShape(value: string): boolean {
  return fits(secretPatterns, value) && changes(value) > 0;
}

/** Something in the text may be a secret or a token: the shape of one, or a long run of mixed letters and digits as chance makes it. */
export function holdsOpaque(text: string): boolean {
  for (const [run] of text.matchAll(/[\x21-\x7e]{16,}/g)) {
    // A comma or a bracket beside a secret is none of its characters.
    if (isOpaque(run) || [run, ...run.split(/[^A-Za-z0-9]+/)].some(hasSecretShape)) return true;
  }
  return false;
}

/** Words and numbers change between small letters, capitals and digits now and then; chance does so every other time. */
function isOpaque(run: string): boolean {
  const signs = run.replace(/[^A-Za-z0-9]/g, '');
  // Part by part, since a secret may stand in the middle of something longer.
  for (let at = 0; at === 0 || at + 15 < signs.length; at += 5) {
    const part = signs.slice(at, at + 20);
    if (part.length >= 12 && changes(part) * 4 >= part.length) return true;
  }
  return false;
}

// Where a small letter, a capital or a digit stands after another kind. A capital and the word that it begins are one kind.
const change = /(?<=[a-z])[A-Z\d]|(?<=\d)[A-Za-z]|(?<=[A-Z])\d|(?<=[A-Z]{2})[a-z]/g;

/** How often a letter or digit is of another kind than the one before it. */
function changes(signs: string): number {
  return signs.match(change)?.length ?? 0;
}

/** The only provider whose shapes both values have; `null`: none, or several. */
export function providerByShape(accessKeyId: string, secret: string): ProviderId | null {
  const [one, ...others] = providers.filter(
    (provider) => fits(tellingIds(provider), accessKeyId) && fits(telling(provider.secret.shapes), secret),
  );
  return one && others.length === 0 ? one.id : null;
}

const named = new Map(
  providers.flatMap(({ id, name, aliases }) =>
    [id, ...Object.values(name), ...aliases].map((word) => [comparable(word), id] as const),
  ),
);

/** The provider that a word means: its id, its name in any language, another name for it. `null`: none. */
export function providerNamed(word: string): ProviderId | null {
  return named.get(comparable(word)) ?? null;
}
