import type { Nearness } from '../../../common/accounts/known';
import { isPlain } from '../../../common/keys/text';
import { skeletonOf } from '../twins';

/**
 * When a name of an account or a user is so close to a known one that it may be a mistake: it looks the same, differs in
 * case, or is one slip of the finger away (distance 1 of Damerau and Levenshtein).
 *
 * Names that people give in a row are no slips: `node1` and `node2`, `team-a` and `team-b`. So a short number in another
 * number's place doesn't count, nor a single letter that is a word of its own. A long number is an ID, and counts.
 */

/** Fewest signs of both names; of shorter ones every other is one slip away. */
const fewestSigns = 4;
/** Most digits of a number that counts up. */
const mostCounting = 3;

/** How close is close, the closest first. */
const order: readonly Nearness[] = ['alias', 'looks', 'case', 'slip'];

/** Returns a name without differences of case and width. */
export const folded = (name: string) => (isPlain(name) ? name : name.normalize('NFKC')).toLowerCase();

/**
 * Returns a function that says how close this typed name is to a known one; `null` if it isn't, or if both are the same.
 * Both are tidied.
 */
export function nearnessTo(typed: string): (known: string) => Exclude<Nearness, 'alias'> | null {
  const small = folded(typed);
  const looks = [skeletonOf(typed), skeletonOf(small)];
  const signs = Array.from(small);
  return (known) => {
    if (typed === known || typed === '' || known === '') return null;
    if (skeletonOf(known) === looks[0]) return 'looks';
    const other = folded(known);
    if (other === small) return 'case';
    if (skeletonOf(other) === looks[1]) return 'looks';
    return isSlip(signs, Array.from(other)) ? 'slip' : null;
  };
}

/** Returns the closer of two; the first if both are as close. */
export function closer<One extends { how: Nearness }>(one: One | null, other: One): One {
  return one !== null && order.indexOf(one.how) <= order.indexOf(other.how) ? one : other;
}

function isSlip(one: readonly string[], other: readonly string[]): boolean {
  if (Math.min(one.length, other.length) < fewestSigns || Math.abs(one.length - other.length) > 1) return false;
  const start = commonStart(one, other);
  const end = commonStart(one.slice(start).reverse(), other.slice(start).reverse());
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  const swapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  if (!swapped && (left.length > 1 || right.length > 1)) return false;
  const spans = [
    { signs: one, start, end: one.length - end },
    { signs: other, start, end: other.length - end },
  ];
  return !spans.every(isShortNumber) && !spans.every(isLoneLetter);
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}

/** A part of a name, by the places of its first sign and of the sign after it. */
interface Span {
  signs: readonly string[];
  start: number;
  end: number;
}

const isDigit = (sign: string | undefined) => sign !== undefined && /^\d$/.test(sign);
const isWordSign = (sign: string | undefined) => sign !== undefined && /^[\p{L}\p{N}]$/u.test(sign);

/** Returns whether the part is inside a short number, or where one begins or ends. */
function isShortNumber({ signs, start, end }: Span): boolean {
  if (!signs.slice(start, end).every(isDigit)) return false;
  let [first, last] = [start, end];
  while (isDigit(signs[first - 1])) first -= 1;
  while (isDigit(signs[last])) last += 1;
  return last > first && last - first <= mostCounting;
}

/** Returns whether the part is one letter that is a word of its own. */
function isLoneLetter({ signs, start, end }: Span): boolean {
  return end - start === 1 && isWordSign(signs[start]) && !isWordSign(signs[start - 1]) && !isWordSign(signs[end]);
}
