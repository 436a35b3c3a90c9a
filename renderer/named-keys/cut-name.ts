/** Characters, as people count them, that a name keeps at its start and its end when it is cut. */
const kept = { start: 26, end: 12 };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Cuts a long name in the middle, since names that differ often differ at their end. No character is cut in two. A name
 * that is only a little longer stays as it is.
 */
export function cutName(name: string): string {
  if (name.length <= kept.start + kept.end + 2) return name;
  const characters = [...segmenter.segment(name)].map(({ segment }) => segment);
  if (characters.length <= kept.start + kept.end + 2) return name;
  return `${characters.slice(0, kept.start).join('')}…${characters.slice(-kept.end).join('')}`;
}
