import { type Assignment, environmentFormat } from './environment';
import { linesOf } from './text-edit';

/**
 * `set "NAME=value"` of a Windows batch file. The command takes what is between its first and last quotation mark. A
 * mark inside ends the quoted part for the shell. After it, `^` must come before each sign that would end the command.
 * `%` is doubled, and only a batch file undoes that: such a value can't be pasted at the prompt.
 */

const command = /^([ \t]*@?set[ \t]+)(?!\/)/i;
const special = '&|<>()^';

export const cmd = environmentFormat({
  id: 'env-cmd',
  fileName: /\.(?:cmd|bat)$/,
  fits: (text) => /^[ \t]*@?set[ \t]+"?[A-Za-z_]/im.test(text),
  parse(text) {
    const found: Assignment[] = [];
    for (const line of linesOf(text)) {
      const written = text.slice(line.start, line.end);
      const match = command.exec(written);
      if (!match?.[1]) continue;
      const argument = readArgument(written, match[1].length);
      const equals = argument.text.indexOf('=');
      if (equals < 1) continue;
      const name = argument.text.slice(0, equals);
      found.push({
        name,
        value: withoutReferences(argument.text.slice(equals + 1)),
        span: { start: line.start + match[1].length, end: line.start + argument.end },
        line,
        alone: argument.end === written.length,
        write: (value) => quoted(name, value),
      });
    }
    return found;
  },
  canWrite: () => true,
  line: (name, value) => `set ${quoted(name, value)}`,
  ignoresCase: true,
});

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
      at += 1;
      parts.push(written.charAt(at));
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
