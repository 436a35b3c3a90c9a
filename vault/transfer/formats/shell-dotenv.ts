import { type Assignment, environmentFormat } from './environment';
import { linesOf, trimmed } from './text-edit';

/**
 * `.env` files. Their readers (the npm package dotenv, python-dotenv, docker compose) agree on bare values, on single
 * quotes without `\`, and on double quotes without `\` and `$`. Nothing else is written. A value on several lines is
 * not read.
 */

const assignment = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=/;

function quoted(value: string): string | null {
  if (/^[A-Za-z0-9_./+=:@,-]*$/.test(value)) return value;
  if (!/['\\]/.test(value)) return `'${value}'`;
  return /["\\$`]/.test(value) ? null : `"${value}"`;
}

export const dotenv = environmentFormat({
  id: 'dotenv',
  fileName: /(?:^|\/)\.env(?:\.[^/]*)?$|\.env$/,
  fits: (text) => /^[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*[ \t]*=/m.test(text),
  parse(text) {
    const found: Assignment[] = [];
    for (const line of linesOf(text)) {
      const content = trimmed(text, line);
      const written = text.slice(content.start, content.end);
      const match = assignment.exec(written);
      if (!match?.[1]) continue;
      const span = trimmed(text, { start: content.start + match[0].length, end: content.end });
      const value = readValue(text.slice(span.start, span.end));
      if (!value) continue;
      found.push({
        name: match[1],
        value: value.text,
        span: { start: span.start, end: span.start + value.length },
        line,
        alone: true,
        write: (text) => quoted(text) ?? '',
      });
    }
    return found;
  },
  canWrite: (value) => quoted(value) !== null,
  line: (name, value) => `${name}=${quoted(value) ?? ''}`,
  ignoresCase: false,
});

/** Returns a value and its length with its marks. The text is `null` if a mark isn't closed on the line. */
function readValue(written: string): { text: string | null; length: number } | null {
  const quote = written.charAt(0);
  if (['"', "'", '`'].includes(quote)) {
    const close = written.indexOf(quote, 1);
    if (close < 0) return null;
    const text = written.slice(1, close);
    return { text: quote === '"' && text.includes('$') ? null : text, length: close + 1 };
  }
  const bare = (written.split('#', 1)[0] ?? '').trimEnd();
  return { text: bare.includes('$') ? null : bare, length: bare.length };
}
