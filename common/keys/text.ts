/** Which signs a text that a person reads may have. What can't be seen could make one text look like another. */

// In such a text every sign is seen, and it has one form only. Almost all texts are so, and an import asks often.
const plain = /^[\x20-\x7e]*$/;

/** Returns whether a text has nothing but the signs, letters and blanks of ASCII. */
export const isPlain = (text: string): boolean => plain.test(text);

/** Returns text as it is stored: in NFC, without blanks at the ends. Names are compared and searched in this form. */
export function tidy(text: string): string {
  return (isPlain(text) ? text : text.normalize('NFC')).trim();
}

// Scripts that are written with joiners (U+200C, U+200D) between their letters.
const joiningScripts = 'Arab Syrc Mong Nkoo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt';
const letter = `[${joiningScripts
  .split(' ')
  .map((script) => `\\p{scx=${script}}`)
  .join('')}]`;

/** Where a sign that can't be seen by itself changes what is seen: between such letters, and inside of an emoji. */
const visible = [
  `(?<=${letter})[\\u200c\\u200d](?=${letter})`,
  '(?<=\\p{ExtPict}[\\ufe0f\\p{EMod}]?)\\u200d(?=\\p{ExtPict})',
  '(?<=\\p{ExtPict})[\\ufe0e\\ufe0f]',
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
].join('|');

/**
 * Controls, line and paragraph separators, bidi controls, everything that Unicode calls default-ignorable (soft hyphen,
 * fillers, tags, variation selectors, zero-width signs), the blank Braille pattern, marks of annotations, halves of
 * surrogate pairs, and what is no character.
 */
const unseen = '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Bidi_C}\\p{DI}\\u2800\\ufff9-\\ufffb\\p{Cs}\\p{NChar}]';
const hidden = new RegExp(`(?!${visible})${unseen}`, 'u');
const everyHidden = new RegExp(hidden, 'gu');

/** The most combining marks that one letter may have, the bound of UTS 39. More would cover the lines around it. */
export const mostMarks = 4;
const tooManyMarks = new RegExp(`[\\p{Mn}\\p{Me}]{${mostMarks + 1}}`, 'u');

/**
 * Returns whether a text has signs that can't be seen, or that change the direction of what is around them. With
 * `lines` it may have line breaks and tabs.
 */
export function hasHidden(text: string, lines = false): boolean {
  return !isPlain(text) && hidden.test(lines ? text.replace(/[\t\n\r]/g, ' ') : text);
}

/** Returns whether a letter of the text has more combining marks than {@link mostMarks}. */
export function hasTooManyMarks(text: string): boolean {
  return !isPlain(text) && tooManyMarks.test(text.normalize('NFC'));
}

/** Returns a text of unknown origin with � for every sign that {@link hasHidden} refuses. */
export function showHidden(text: string): string {
  return text.replace(everyHidden, '\ufffd');
}

/** Fewest different characters of a new password or passphrase. Blanks don't count. */
export const fewestCharacters = 4;

/** Returns whether a new password has so few different characters that its length says nothing. */
export function isTooSimple(password: string): boolean {
  const counted = [...password.normalize('NFC')].filter((sign) => !/\s/.test(sign) && !hidden.test(sign));
  return new Set(counted).size < fewestCharacters;
}
