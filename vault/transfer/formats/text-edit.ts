/** Changes at known places of a text, so that whatever isn't meant stays byte for byte. */

/** From `start` up to but not including `end`, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export interface Edit extends Span {
  text: string;
}

/** `end` is where the line's own end begins, `next` where the next line does. */
export interface Line extends Span {
  next: number;
}

const byteOrderMark = '\ufeff';

/** The lines of a text, a byte order mark left out. A line ends with LF or CRLF. */
export function* linesOf(text: string): Generator<Line> {
  let start = text.startsWith(byteOrderMark) ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    if (end > start && text[end - 1] === '\r') end -= 1;
    yield { start, end, next };
    start = next;
  }
}

/** The part of a span without blanks at its ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  return { start: from, end: to };
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** The line end that a text uses: that of its first line. */
export function lineEndOf(text: string): string {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** Applies edits that don't overlap; those at one place in their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Takes whole lines out. */
export function withoutLines(lines: readonly Line[]): Edit[] {
  const starts = new Map(lines.map((line) => [line.start, line]));
  return [...starts.values()].map(({ start, next }) => ({ start, end: next, text: '' }));
}

/** Puts whole lines in at `at`, which is where a line begins or the end of the text. */
export function insertLines(text: string, at: number, lines: readonly string[]): Edit {
  const lineEnd = lineEndOf(text);
  const before = text.slice(0, at);
  // The last line may have no end of its own; then neither has what becomes the last line.
  const joins = at === text.length && before !== '' && before !== byteOrderMark && !before.endsWith('\n');
  const block = lines.join(lineEnd);
  return { start: at, end: at, text: joins ? lineEnd + block : block + lineEnd };
}
