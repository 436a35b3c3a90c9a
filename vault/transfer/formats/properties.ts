import { applyEdits, type Edit, insertLines, isBlank, type Line, linesOf, type Span } from './text-edit';

/**
 * Java's properties: `name=value`, `name: value` or `name value`. `\` is an escape, and at the end of a line it joins
 * the next one, which is then no property of its own.
 */

export interface Property {
  name: string;
  value: string;
  /** The value as it is written. */
  span: Span;
  /** From its first line to its last. */
  line: Line;
  /** Between the name and the value. */
  separator: string;
}

/** Returns the properties of a text in their order. The time is linear in its length. */
export function parseProperties(text: string): Property[] {
  return [...logicalLines(text)].flatMap((line) => propertyOf(text, line) ?? []);
}

function* logicalLines(text: string): Generator<Line> {
  let from: number | null = null;
  for (const line of linesOf(text)) {
    const start: number = from ?? line.start;
    const isComment =
      from === null && /^[ \t\f]*[#!]/.test(text.slice(line.start, Math.min(line.end, line.start + 200)));
    if (!isComment && goesOn(text, line) && line.next < text.length) from = start;
    else {
      from = null;
      if (!isComment) yield { start, end: line.end, next: line.next };
    }
  }
}

/** Returns whether the line ends with an escape: with an odd number of `\`. */
function goesOn(text: string, { start, end }: Line): boolean {
  let at = end;
  while (at > start && text[at - 1] === '\\') at -= 1;
  return (end - at) % 2 === 1;
}

function propertyOf(text: string, line: Line): Property | null {
  let at = line.start;
  while (at < line.end && (isBlank(text[at]) || text[at] === '\f')) at += 1;
  const nameStart = at;
  while (at < line.end && !'=: \t\f'.includes(text.charAt(at))) at += text[at] === '\\' ? 2 : 1;
  const nameEnd = Math.min(at, line.end);
  if (nameEnd === nameStart) return null;
  const separator = /[ \t\f]*[=:]?[ \t\f]*/y;
  separator.lastIndex = nameEnd;
  separator.test(text);
  const start = Math.min(separator.lastIndex, line.end);
  return {
    name: unescaped(text.slice(nameStart, nameEnd)),
    value: unescaped(text.slice(start, line.end)),
    span: { start, end: line.end },
    line,
    separator: text.slice(nameEnd, start),
  };
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(written: string): string {
  return written.replace(/\\(?:\r?\n[ \t\f]*|u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code?: string, sign?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return sign === undefined ? '' : (letters[sign] ?? sign);
  });
}

const escaped = (value: string) => value.replaceAll('\\', '\\\\');

export interface PropertyChange {
  is: (name: string) => boolean;
  /** The spelling of a new property. */
  write: string;
  /** `null` removes it. `keep` leaves one that is there. `only`: it is set if it is there, and never added. */
  value: string | null;
  keep?: boolean;
  only?: boolean;
}

/** Sets properties, the same for all occurrences, in the style of the text. New ones come behind the others. */
export function setProperties(text: string, changes: readonly PropertyChange[]): string | { problem: 'not-writable' } {
  const properties = parseProperties(text);
  const separators = properties.map(({ separator }) => separator).filter((one) => /[=:]/.test(one));
  const style = separators.find((one) => one.includes('=')) ?? separators[0] ?? '=';
  const edits: Edit[] = [];
  const fresh: string[] = [];
  let after: number | null = null;
  for (const { is, write, value, keep, only } of changes) {
    const own = properties.filter(({ name }) => is(name));
    after = own.at(-1)?.line.next ?? after;
    if (value !== null && own.length === 0 && !only) fresh.push(`${write}${style}${escaped(value)}`);
    if (keep) continue;
    for (const { line, span, value: before, separator } of own) {
      if (value === null) edits.push({ start: line.start, end: line.next, text: '' });
      else if (before !== value) edits.push({ ...span, text: (separator === '' ? '=' : '') + escaped(value) });
    }
  }
  // A line that goes on at the end of the text would take the new one for its own.
  if (fresh.length > 0 && goesOn(text, lastLine(text))) return { problem: 'not-writable' };
  if (fresh.length > 0) edits.push(insertLines(text, after ?? text.length, fresh));
  return applyEdits(text, edits);
}

function lastLine(text: string): Line {
  return [...linesOf(text)].at(-1) ?? { start: 0, end: 0, next: 0 };
}
