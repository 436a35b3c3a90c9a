import type { Assignment, Parsed } from './assignments';
import { environmentFormat } from './environment';
import { readSh, type ShAssignment, type ShText } from './sh-text';

/**
 * `export NAME='value'` for sh, bash and zsh. Assignments at the beginning of a command are read, one or several in a
 * line.
 */

const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

/** Returns a line that sets a variable for what is started later. */
export const shLine = (name: string, value: string): string => `export ${name}=${quoted(value)}`;

export const sh = environmentFormat({
  id: 'env-sh',
  fileName: /\.(?:sh|bash|zsh)$|(?:^|\/)\.?(?:bashrc|bash_profile|zshrc|zshenv|profile|envrc)$/,
  fits: (text) => /^[ \t]*export[ \t]+[A-Za-z_]/m.test(text),
  parse(text): Parsed {
    const read = readSh(text);
    const style = styleOf(text, read);
    return {
      assignments: read.assignments.map((one) => assignment(text, one, read)),
      end: read.end,
      line: (name, value) => `${style.bare ? '' : 'export '}${name}=${inQuotes(style.quote, value)}`,
    };
  },
  canWrite: () => true,
  ignoresCase: false,
});

type Quote = "'" | '"' | '';

/** Returns the value in the quotation marks that the file uses, if they can hold it. */
function inQuotes(quote: Quote, value: string): string {
  if (quote === '' && /^[A-Za-z0-9_./+=:@,%-]+$/.test(value)) return value;
  return quote === '"' && !/["\\$`!]/.test(value) ? `"${value}"` : quoted(value);
}

function quoteOf(text: string, { span }: ShAssignment): Quote {
  const first = text.charAt(span.start);
  return first === "'" || first === '"' ? first : '';
}

function assignment(text: string, one: ShAssignment, { exports, exportsAll }: ShText): Assignment {
  const { nameAt, exported, ...rest } = one;
  const reaches = exported || exportsAll || exports.has(one.name);
  return {
    ...rest,
    write: (value) => inQuotes(value === '' ? "'" : quoteOf(text, one), value),
    // Without it, only the shell itself has the variable, and the tool that it starts has not.
    ...(reaches || one.local ? {} : { mend: { start: nameAt, end: nameAt, text: 'export ' } }),
  };
}

/** Returns how the file writes most of its variables. */
function styleOf(text: string, { assignments, exportsAll }: ShText): { bare: boolean; quote: Quote } {
  const literal = assignments.filter(({ value, local }) => value !== null && value !== '' && !local);
  const count = (quote: Quote) => literal.filter((one) => quoteOf(text, one) === quote).length;
  const doubles = count('"') > count("'") && count('"') >= count('');
  return { bare: exportsAll && !/(?:^|\n)[ \t]*export[ \t]/.test(text), quote: doubles ? '"' : "'" };
}
