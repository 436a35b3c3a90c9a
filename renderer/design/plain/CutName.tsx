const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Returns a text with at most so many characters as a person sees them. Of a longer one the middle is left out: two long
 * names often differ at their end.
 */
function cutMiddle(text: string, most: number): string {
  const characters = Array.from(segments.segment(text), ({ segment }) => segment);
  if (characters.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${characters.slice(0, most - 1 - end).join('')}…${characters.slice(characters.length - end).join('')}`;
}

/** A name that a person chose, on one line. Its direction doesn't reach what stands around it. */
export function CutName({ name, most = 44 }: { name: string; most?: number }) {
  const cut = cutMiddle(name, most);
  return <bdi {...(cut === name ? {} : { title: name })}>{cut}</bdi>;
}
