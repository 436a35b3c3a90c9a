import type { Parsed } from './assignments';
import { environmentFormat } from './environment';
import { readPowerShell } from './powershell-text';

/** `$env:NAME = 'value'` of PowerShell. In single quotes, only the quotation mark itself is doubled. */

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
const inDoubles = (value: string) => (/["`$]/.test(value) || value === '' ? quoted(value) : `"${value}"`);

/** Returns a line that sets a variable. */
export const powerShellLine = (name: string, value: string): string => `$env:${name} = ${quoted(value)}`;

export const powerShell = environmentFormat({
  id: 'env-powershell',
  fileName: /\.ps1$/,
  fits: (text) => /^[ \t]*\$\{?env:[A-Za-z_]/im.test(text),
  parse(text): Parsed {
    const { assignments, end } = readPowerShell(text);
    const isDouble = ({ span }: (typeof assignments)[number]) => text[span.start] === '"';
    const doubles = assignments.length > 0 && assignments.every(isDouble);
    return {
      assignments: assignments.map((one) => ({ ...one, write: isDouble(one) ? inDoubles : quoted })),
      end,
      line: (name, value) => `$env:${name} = ${doubles ? inDoubles(value) : quoted(value)}`,
    };
  },
  canWrite: () => true,
  ignoresCase: true,
});
