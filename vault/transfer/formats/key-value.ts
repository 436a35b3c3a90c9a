import { applyEdits, type Edit, insertLines, type Line, linesOf, type Span, trimmed } from './text-edit';

/**
 * Files of `name=value` lines without sections, and without quotes or comments behind a value. A line that begins with
 * `#` is a comment.
 */

export interface Pair {
  name: string;
  value: string;
  span: Span;
  line: Line;
}

/** Returns the pairs of a text in their order. Lines without a name and `=` are ignored. */
export function parsePairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (const line of linesOf(text)) {
    const content = trimmed(text, line);
    const equals = text.slice(content.start, content.end).indexOf('=');
    if (equals < 1 || text[content.start] === '#') continue;
    const name = trimmed(text, { start: content.start, end: content.start + equals });
    const span = trimmed(text, { start: content.start + equals + 1, end: content.end });
    pairs.push({ name: text.slice(name.start, name.end), value: text.slice(span.start, span.end), span, line });
  }
  return pairs;
}

/** Returns the value of a name. If it occurs more than once, the last value counts. */
export function lastValue(pairs: readonly Pair[], name: string): string {
  return pairs.findLast((pair) => pair.name === name)?.value ?? '';
}

/** Sets names to values, the same for all occurrences. `null` removes a name. New names come last. */
export function setPairs(text: string, values: readonly (readonly [name: string, value: string | null])[]): string {
  const pairs = parsePairs(text);
  const edits: Edit[] = [];
  const fresh: string[] = [];
  for (const [name, value] of values) {
    const own = pairs.filter((pair) => pair.name === name);
    if (value !== null && own.length === 0) fresh.push(`${name}=${value}`);
    for (const { line, span, value: before } of own) {
      if (value === null) edits.push({ start: line.start, end: line.next, text: '' });
      else if (before !== value) edits.push({ ...span, text: value });
    }
  }
  if (fresh.length > 0) edits.push(insertLines(text, text.length, fresh));
  return applyEdits(text, edits);
}
