import type { Assignment, Parsed } from './assignments';
import { environmentFormat } from './environment';
import { type Line, linesOf } from './text-edit';

/**
 * `set "NAME=value"` of a Windows batch file. The command takes what is between its first and last quotation mark. A
 * mark inside ends the quoted part for the shell. After it, `^` must come before each sign that would end the command.
 * `%` is doubled, and only a batch file undoes that: such a value can't be pasted at the prompt. A `^` at the end of a
 * line joins the next one, which is then no command of its own.
 */

const command = /^([ \t]*@?set[ \t]+)(?!\/)/i;
/** What ends a batch file, or goes elsewhere, wherever it is: nothing behind it is run. */
const ending = /^[ \t]*@?(?:exit\b|goto[ \t:])/i;
const special = '&|<>()^';

/**
 * Returns a line that sets a variable at the prompt, in a batch file and in the loop of `for`; `null`: these don't agree
 * on any spelling of this value.
 */
export const cmdLine = (name: string, value: string): string | null =>
  /["%!^]/.test(value) ? null : `set ${quoted(name, value)}`;

export const cmd = environmentFormat({
  id: 'env-cmd',
  fileName: /\.(?:cmd|bat)$/,
  fits: (text) => /^[ \t]*@?set[ \t]+"?[A-Za-z_]/im.test(text),
  parse(text): Parsed {
    const assignments: Assignment[] = [];
    let end: number | null = null;
    let depth = 0;
    let last: Line | null = null;
    for (const line of logicalLines(text)) {
      last = line;
      const written = text.slice(line.start, line.end);
      const one = assignmentOf(written, line);
      if (one) assignments.push(one);
      if (depth === 0 && end === null && ending.test(written)) end = line.start;
      depth = Math.max(0, depth + depthOf(written));
    }
    const joins = last !== null && joinsNext(text, last.end, last.start);
    return {
      assignments,
      end: joins ? null : (end ?? text.length),
      line: (name, value) => `set ${quoted(name, value)}`,
    };
  },
  canWrite: () => true,
  ignoresCase: true,
});

function assignmentOf(written: string, line: Line): Assignment | null {
  const match = command.exec(written);
  if (!match?.[1]) return null;
  const argument = readArgument(written, match[1].length);
  const equals = argument.text.indexOf('=');
  if (equals < 1) return null;
  const name = argument.text.slice(0, equals);
  return {
    name,
    value: withoutReferences(argument.text.slice(equals + 1)),
    span: { start: line.start + match[1].length, end: line.start + argument.end },
    line,
    alone: argument.end === written.length,
    write: (value) => quoted(name, value),
  };
}

/** Returns the lines, each with those that a `^` at its end joins to it. */
function* logicalLines(text: string): Generator<Line> {
  let start: number | null = null;
  for (const line of linesOf(text)) {
    const from: number = start ?? line.start;
    if (line.next < text.length && joinsNext(text, line.end, line.start)) start = from;
    else {
      yield { start: from, end: line.end, next: line.next };
      start = null;
    }
  }
}

/** Returns whether the line that ends here goes on. In quotation marks, `^` is a sign as any other. */
function joinsNext(text: string, end: number, start: number): boolean {
  if (text[end - 1] !== '^') return false;
  let inQuotes = false;
  for (let at = start; at < end; at += 1) {
    if (text[at] === '"') inQuotes = !inQuotes;
    else if (text[at] === '^' && !inQuotes) {
      if (at === end - 1) return true;
      at += 1;
    }
  }
  return false;
}

/** Returns by how much a line opens or closes blocks in parentheses. */
function depthOf(written: string): number {
  if (/^[ \t]*@?(?:rem\b|::|echo\b|set\b)/i.test(written)) return 0;
  const opens = /\([ \t]*$/.test(written) ? 1 : 0;
  return opens - (/^[ \t]*\)/.test(written) ? 1 : 0);
}

/** Returns `"NAME=value"` as the shell must see it. */
function quoted(name: string, value: string): string {
  const parts: string[] = ['"', name, '='];
  let inQuotes = true;
  for (const character of value) {
    if (character === '"') inQuotes = !inQuotes;
    if (!inQuotes && special.includes(character)) parts.push('^');
    parts.push(character === '%' ? '%%' : character);
  }
  parts.push('"');
  return parts.join('');
}

/** Returns what `set` gets of a line from `from` on, without its outer marks, and where that ends. */
function readArgument(written: string, from: number): { text: string; end: number } {
  const parts: string[] = [];
  let inQuotes = false;
  let at = from;
  for (; at < written.length; at += 1) {
    const character = written.charAt(at);
    if (character === '"') inQuotes = !inQuotes;
    else if (!inQuotes && character === '^') {
      at += written.startsWith('\r\n', at + 1) ? 2 : 1;
      // An escaped line end is nothing.
      if (written.charAt(at) !== '\n') parts.push(written.charAt(at));
      continue;
    } else if (!inQuotes && '&|<>'.includes(character)) break;
    parts.push(character);
  }
  const text = parts.join('');
  const end = Math.min(at, written.length);
  if (!text.startsWith('"')) return { text, end };
  const last = text.lastIndexOf('"');
  return { text: last > 0 ? text.slice(1, last) : text.slice(1), end };
}

/** Replaces `%%` by the one sign that it stands for. Returns `null` if a single `%` refers to a variable. */
function withoutReferences(value: string): string | null {
  const parts = value.split('%%');
  return parts.some((part) => part.includes('%')) ? null : parts.join('%');
}
