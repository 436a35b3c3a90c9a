import { hasSecretShape } from '../table/shapes';
import { hasIdShape } from './pair-provider';
import { isBlank, type Line, linesOf, type Span } from './text-edit';

/**
 * What a `.env` file sets, as the npm package dotenv reads it: a value in quotation marks may go on over many lines,
 * and only where blanks or a comment follow its last mark. What is in it is no assignment.
 */

export interface DotenvAssignment {
  name: string;
  /** `null`: other variables may be in it. */
  value: string | null;
  /** The value with its marks. */
  span: Span;
  /** Between the name and the value. */
  separator: string;
  exported: boolean;
  /** From its first line to its last. */
  line: Line;
}

export interface DotenvText {
  assignments: DotenvAssignment[];
  /** A mark is opened that nothing closes. Readers don't agree where such a value ends. */
  open: boolean;
}

const head = /[ \t]*(export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)([ \t]*=[ \t]*|:[ \t]+)/y;
const quotes = ['"', "'", '`'];

/** Reads a `.env` file. The time is linear in its length. */
export function readDotenv(text: string): DotenvText {
  const assignments: DotenvAssignment[] = [];
  let open = false;
  let from = 0;
  for (const line of linesOf(text)) {
    if (line.start < from) continue;
    head.lastIndex = line.start;
    const match = head.exec(text);
    if (!match?.[2] || head.lastIndex > line.end) continue;
    const start = head.lastIndex;
    const quote = text.charAt(start);
    const isQuoted = start < line.end && quotes.includes(quote);
    const close = isQuoted ? closeOf(text, quote, start) : null;
    open ||= isQuoted && close === null;
    // A mark that isn't closed is a sign of the value.
    const end = close === null ? bareEnd(text, start, line.end) : close + 1;
    const last = close === null || close < line.end ? line : lineOf(text, line.start, close);
    from = last.next;
    assignments.push({
      name: match[2],
      value: isQuoted && close === null ? null : plainValue(text.slice(start, end), isQuoted),
      span: { start, end },
      separator: match[3] ?? '=',
      exported: match[1] !== undefined,
      line: last,
    });
  }
  return { assignments, open };
}

function plainValue(written: string, isQuoted: boolean): string | null {
  if (!isQuoted) return written.includes('$') ? null : written;
  const inner = written.slice(1, -1);
  // The readers don't agree what becomes of escapes and of a reference in double quotation marks.
  if (written.startsWith('"') && inner.includes('$')) return null;
  return inner;
}

/**
 * A comment begins after a blank. Some readers cut a value at any `#` and others don't, so the value is taken as it is,
 * unless what comes before the sign has the shape of a part of a key.
 */
function bareEnd(text: string, start: number, lineEnd: number): number {
  const written = text.slice(start, lineEnd);
  const hash = written.indexOf('#');
  const before = hash < 0 ? written : written.slice(0, hash).trimEnd();
  if (hash < 0 || hash === 0 || hasIdShape(before) || hasSecretShape(before)) return start + before.trimEnd().length;
  const comment = written.search(/[ \t]#/);
  return start + (comment < 0 ? written : written.slice(0, comment)).trimEnd().length;
}

function lineOf(text: string, start: number, at: number): Line {
  const feed = text.indexOf('\n', at);
  const next = feed < 0 ? text.length : feed + 1;
  const end = feed < 0 ? text.length : feed;
  return { start, end: end > at && text[end - 1] === '\r' ? end - 1 : end, next };
}

/**
 * Returns where the quotation ends that begins at `start`: at the first mark without `\` before it. If something else
 * follows that on its line, the last one with `\` counts behind which nothing follows. `null`: there is none.
 */
function closeOf(text: string, quote: string, start: number): number | null {
  let escaped: number | null = null;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return endsLine(text, at + 1) ? at : escaped;
    if (text[at] !== '\\') continue;
    at += 1;
    if (text[at] === quote && endsLine(text, at + 1)) escaped = at;
  }
  return escaped;
}

function endsLine(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text[at])) at += 1;
  const character = text[at];
  return character === undefined || character === '\n' || character === '\r' || character === '#';
}
