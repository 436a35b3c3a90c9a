import { type Assignment, environmentFormat } from './environment';
import { isBlank, type Line, linesOf } from './text-edit';

/**
 * `export NAME='value'` for sh, bash and zsh. Assignments at the beginning of a command are read, one or several in a
 * line.
 */

interface Word {
  /** `null`: the word contains a reference. */
  value: string | null;
  end: number;
}

const nameAt = /(?:export[ \t]+|declare[ \t]+-x[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/y;
const moreAt = /([A-Za-z_][A-Za-z0-9_]*)=/y;

const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

export const sh = environmentFormat({
  id: 'env-sh',
  fileName: /\.(?:sh|bash|zsh)$|(?:^|\/)\.?(?:bashrc|bash_profile|zshrc|zshenv|profile|envrc)$/,
  fits: (text) => /^[ \t]*export[ \t]+[A-Za-z_]/m.test(text),
  parse(text) {
    return [...linesOf(text)].flatMap((line) => assignmentsOf(text, line));
  },
  canWrite: () => true,
  line: (name, value) => `export ${name}=${quoted(value)}`,
  ignoresCase: false,
});

function assignmentsOf(text: string, line: Line): Assignment[] {
  const found: Assignment[] = [];
  let at = skipBlanks(text, line.start, line.end);
  let pattern = nameAt;
  while (at < line.end) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match?.[1] || pattern.lastIndex > line.end) break;
    const start = pattern.lastIndex;
    const word = readWord(text, start, line.end);
    if (!word) break;
    found.push({
      name: match[1],
      value: word.value,
      span: { start, end: word.end },
      line,
      alone: false,
      write: quoted,
    });
    at = skipBlanks(text, word.end, line.end);
    pattern = moreAt;
    if (text[at] !== ';') continue;
    at = skipBlanks(text, at + 1, line.end);
    pattern = nameAt;
  }
  const ended = at >= line.end || text[at] === '#';
  const [only] = found;
  return ended && only && found.length === 1 ? [{ ...only, alone: true }] : found;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text[at])) at += 1;
  return at;
}

/** Reads one word of the shell's grammar. Returns `null` if a quotation mark isn't closed on its line. */
function readWord(text: string, from: number, end: number): Word | null {
  const parts: string[] = [];
  let literal = true;
  let at = from;
  while (at < end) {
    const character = text.charAt(at);
    if (isBlank(character) || ';&|<>()'.includes(character)) break;
    if (character === "'") {
      const close = text.indexOf("'", at + 1);
      if (close < 0 || close >= end) return null;
      parts.push(text.slice(at + 1, close));
      at = close + 1;
    } else if (character === '"') {
      const inner = readDoubleQuoted(text, at + 1, end);
      if (!inner) return null;
      if (inner.value === null) literal = false;
      else parts.push(inner.value);
      at = inner.end;
    } else if (character === '\\') {
      parts.push(text.slice(at + 1, Math.min(at + 2, end)));
      at = Math.min(at + 2, end);
    } else {
      if (character === '$' || character === '`') literal = false;
      parts.push(character);
      at += 1;
    }
  }
  return { value: literal ? parts.join('') : null, end: at };
}

function readDoubleQuoted(text: string, from: number, end: number): Word | null {
  const parts: string[] = [];
  let literal = true;
  for (let at = from; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { value: literal ? parts.join('') : null, end: at + 1 };
    if (character === '\\' && '$`"\\'.includes(text.charAt(at + 1)) && at + 1 < end) {
      at += 1;
      parts.push(text.charAt(at));
    } else {
      if (character === '$' || character === '`') literal = false;
      parts.push(character);
    }
  }
  return null;
}
