/** Changes known places of a text, so that everything else stays byte for byte. */

/** From `start` up to but not including `end`, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export interface Edit extends Span {
  text: string;
}

/** `end` is where the line's end mark begins. `next` is where the next line begins. */
export interface Line extends Span {
  next: number;
}

const byteOrderMark = '\ufeff';

/** Returns the lines of a text, without a byte order mark. A line ends with LF or CRLF. */
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

/** Returns the part of a span without blanks at its ends. */
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

/** Returns the line end that a text uses: the one of its first line. */
export function lineEndOf(text: string): string {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** Applies edits that don't overlap. Edits at the same place keep their order. */
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

/** Removes whole lines. */
export function withoutLines(lines: readonly Line[]): Edit[] {
  const starts = new Map(lines.map((line) => [line.start, line]));
  return [...starts.values()].map(({ start, next }) => ({ start, end: next, text: '' }));
}

/** Adds whole lines at `at`, which is the beginning of a line or the end of the text. */
export function insertLines(text: string, at: number, lines: readonly string[]): Edit {
  const lineEnd = lineEndOf(text);
  const before = text.slice(0, at);
  // The last line may have no line end. Then the new last line has none either.
  const joins = at === text.length && before !== '' && before !== byteOrderMark && !before.endsWith('\n');
  const block = lines.join(lineEnd);
  return { start: at, end: at, text: joins ? lineEnd + block : block + lineEnd };
}
