import type { Parsed } from './assignments';
import { type DotenvAssignment, readDotenv } from './dotenv-text';
import { environmentFormat } from './environment';

/**
 * `.env` files. Their readers (the npm package dotenv, python-dotenv, docker compose, a shell that sources them) agree
 * on bare values, on single quotes without `\`, and on double quotes without `\` and `$`. Nothing else is written.
 */

type Quote = "'" | '"' | '';

const spellings: Readonly<Record<Quote, (value: string) => string | null>> = {
  '': (value) => (/^[A-Za-z0-9_./+=:@,-]*$/.test(value) ? value : null),
  "'": (value) => (/['\\]/.test(value) ? null : `'${value}'`),
  '"': (value) => (/["\\$`]/.test(value) ? null : `"${value}"`),
};

/** Returns the value in these marks if they can hold it, else in others that can; `null`: there are none. */
function quoted(value: string, quote: Quote = ''): string | null {
  return spellings[quote](value) ?? spellings[''](value) ?? spellings["'"](value) ?? spellings['"'](value);
}

function quoteOf(text: string, { span }: DotenvAssignment): Quote {
  const first = text.charAt(span.start);
  return first === "'" || first === '"' ? first : '';
}

export const dotenv = environmentFormat({
  id: 'dotenv',
  fileName: /(?:^|\/)\.env(?:\.[^/]*)?$|\.env$/,
  fits: (text) => /^[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*[ \t]*=/m.test(text),
  parse(text): Parsed {
    const { assignments, open } = readDotenv(text);
    const style = styleOf(text, assignments);
    return {
      assignments: assignments.map((one) => ({
        name: one.name,
        value: one.value,
        span: one.span,
        line: one.line,
        alone: true,
        write: (value) => quoted(value, open ? '' : quoteOf(text, one)) ?? '',
      })),
      end: text.length,
      line: (name, value) => `${style.before}${name}${style.separator}${quoted(value, open ? '' : style.quote) ?? ''}`,
      // A mark in what is written could close the one that is open.
      plainOnly: open,
    };
  },
  canWrite: (value) => quoted(value) !== null,
  ignoresCase: false,
});

/** Returns how the file writes most of its variables. */
function styleOf(text: string, assignments: readonly DotenvAssignment[]) {
  const most = (is: (one: DotenvAssignment) => boolean) =>
    assignments.length > 0 && assignments.filter(is).length * 2 >= assignments.length;
  const before = most(({ exported }) => exported) ? 'export ' : '';
  const filled = assignments.filter(({ value }) => value !== '');
  const marks = (['"', "'"] as const).find(
    (quote) => filled.length > 0 && filled.every((one) => quoteOf(text, one) === quote),
  );
  // A shell takes no blanks there.
  const spaced = before === '' && most(({ separator }) => separator === ' = ');
  return { before, quote: marks ?? ('' as const), separator: spaced ? ' = ' : '=' };
}
