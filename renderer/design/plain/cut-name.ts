const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Returns a text with at most so many characters as a person sees them. Of a longer one the middle is left out, since
 * two long names often differ at their end. No character is cut in two.
 */
export function cutMiddle(text: string, most = 44): string {
  // A text has at least as many UTF-16 units as characters.
  if (text.length <= most) return text;
  const characters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  if (characters.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${characters.slice(0, most - 1 - end).join('')}…${characters.slice(characters.length - end).join('')}`;
}
