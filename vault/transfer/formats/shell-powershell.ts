import { type Assignment, environmentFormat } from './environment';
import { isBlank, type Line, linesOf } from './text-edit';

/** `$env:NAME = 'value'` of PowerShell. In single quotes, only the quotation mark itself is doubled. */

const startAt = /\$(?:env:([A-Za-z_][A-Za-z0-9_]*)|\{env:([A-Za-z_][A-Za-z0-9_]*)\})[ \t]*=[ \t]*/iy;

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

export const powerShell = environmentFormat({
  id: 'env-powershell',
  fileName: /\.ps1$/,
  fits: (text) => /^[ \t]*\$\{?env:[A-Za-z_]/im.test(text),
  parse(text) {
    return [...linesOf(text)].flatMap((line) => assignmentsOf(text, line));
  },
  canWrite: () => true,
  line: (name, value) => `$env:${name} = ${quoted(value)}`,
  ignoresCase: true,
});

function assignmentsOf(text: string, line: Line): Assignment[] {
  const found: Assignment[] = [];
  let at = skipBlanks(text, line.start, line.end);
  while (at < line.end) {
    startAt.lastIndex = at;
    const match = startAt.exec(text);
    const name = match?.[1] ?? match?.[2];
    if (!name || startAt.lastIndex > line.end) break;
    const start = startAt.lastIndex;
    const value = readText(text, start, line.end);
    if (!value) break;
    found.push({ name, value: value.text, span: { start, end: value.end }, line, alone: false, write: quoted });
    at = skipBlanks(text, value.end, line.end);
    if (text[at] !== ';') break;
    at = skipBlanks(text, at + 1, line.end);
  }
  const [only] = found;
  return (at >= line.end || text[at] === '#') && only && found.length === 1 ? [{ ...only, alone: true }] : found;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text[at])) at += 1;
  return at;
}

/**
 * Reads a text in quotation marks. Anything else is an expression. The text is `null` if the mark isn't closed on the
 * line.
 */
function readText(text: string, from: number, end: number): { text: string | null; end: number } | null {
  const quote = text.charAt(from);
  if (quote !== "'" && quote !== '"') {
    const stop = text.slice(from, end).search(/[;#]|$/);
    return { text: null, end: from + stop };
  }
  const parts: string[] = [];
  let literal = true;
  for (let at = from + 1; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === quote) {
      if (at + 1 >= end || text[at + 1] !== quote) return { text: literal ? parts.join('') : null, end: at + 1 };
      at += 1;
    } else if (quote === '"' && character === '`') at += 1;
    else if (quote === '"' && character === '$') literal = false;
    if (at < end) parts.push(text.charAt(at));
  }
  return null;
}
