import { isAwsId } from '../../../common/csv/aws';
import { comparable } from '../../../common/csv/header';
import { type ProfileId, type ProviderProfile, profiles, type Shape } from '../../../common/providers';

/** What a value says of itself: whose AccessKey ID it is, whether it may be a secret, which provider a word means. */

// A shape that any word has tells nothing.
const telling = (shapes: readonly Shape[]) => shapes.map(({ pattern }) => pattern).filter((one) => !one.test('a'));
const tellingIds = (profile: ProviderProfile) => telling(Object.values(profile.accessKeyId.shapes).flat());

const idPatterns = profiles.flatMap(tellingIds);
const secretPatterns = profiles.flatMap(({ secret }) => telling(secret.shapes));
const temporaryPatterns = profiles.flatMap(({ accessKeyId }) => telling(accessKeyId.shapes.temporary));
const accountPatterns = profiles.flatMap(({ account }) => (account.shape ? telling([account.shape]) : []));

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
  const counted = changes(run);
  return counted >= 4 && counted * 5 >= run.replace(/[^A-Za-z0-9]/g, '').length;
}

/** How often a letter or digit is of another kind than the one before it. */
function changes(run: string): number {
  let counted = 0;
  let before = '';
  for (const sign of run) {
    const kind = /[a-z]/.test(sign) ? 'small' : /[A-Z]/.test(sign) ? 'capital' : /\d/.test(sign) ? 'digit' : '';
    if (kind === '') continue;
    if (before !== '' && kind !== before) counted += 1;
    before = kind;
  }
  return counted;
}

/** The only profile whose shapes both values have; `null`: none, or several. */
export function profileByShape(accessKeyId: string, secret: string): ProfileId | null {
  const [one, ...others] = profiles.filter(
    (profile) => fits(tellingIds(profile), accessKeyId) && fits(telling(profile.secret.shapes), secret),
  );
  return one && others.length === 0 ? one.id : null;
}

const named = new Map(
  profiles.flatMap(({ id, name, aliases }) =>
    [id, ...Object.values(name), ...aliases].map((word) => [comparable(word), id] as const),
  ),
);

/** The profile that a word means: its id, its name in any language, another name for it. `null`: none. */
export function profileNamed(word: string): ProfileId | null {
  return named.get(comparable(word)) ?? null;
}
