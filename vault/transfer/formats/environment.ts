import { providers } from '../../../common/providers';
import { type VariableSetId, variableSetIds, variableSets } from '../../../common/transfer/variables';
import type { Entry, Values, WritableFormat, WriteOptions } from './format';
import { applyEdits, type Edit, insertLines, type Line, type Span } from './text-edit';

/** Files that set environment variables, whatever the shell. Of a name that is set more than once, the last counts. */

export interface Assignment {
  name: string;
  /** `null`: made of other variables or of what a program says. */
  value: string | null;
  /** What gives way to `write(value)`. */
  span: Span;
  line: Line;
  /** Nothing else stands on the line, so it goes with the value. */
  alone: boolean;
  write: (value: string) => string;
}

export interface Shell {
  id: WritableFormat['id'];
  fileName: RegExp;
  fits: (text: string) => boolean;
  parse: (text: string) => Assignment[];
  /** Whether it has a spelling for the value. */
  canWrite: (value: string) => boolean;
  line: (name: string, value: string) => string;
  /** Names are the same in any case. */
  ignoresCase: boolean;
}

export function environmentFormat(shell: Shell): WritableFormat {
  const same = (name: string) => (shell.ignoresCase ? name.toUpperCase() : name);
  const of = (assignments: readonly Assignment[], name: string) => assignments.filter((one) => same(one.name) === name);
  return {
    id: shell.id,
    fileName: shell.fileName,
    fits: shell.fits,
    scan(text) {
      const assignments = shell.parse(text);
      const present = new Set(assignments.map(({ name }) => same(name)));
      return variableSetIds
        .filter((id) => present.has(variableSets[id].accessKeyId) || present.has(variableSets[id].secret))
        .map((id): Entry => {
          const { accessKeyId, secret, token } = variableSets[id];
          const [idValue, secretValue, tokenValue] = [accessKeyId, secret, token].map((name) => {
            const last = of(assignments, name).at(-1);
            return last ? last.value : '';
          });
          const literal = idValue !== null && secretValue !== null && tokenValue !== null;
          return {
            place: id,
            provider: providerOfVariables(id),
            accessKeyId: idValue ?? '',
            secret: secretValue ?? '',
            token: tokenValue ?? '',
            ...(literal ? {} : { skip: 'not-literal' as const }),
            without: () =>
              applyEdits(text, [accessKeyId, secret, token].flatMap((name) => of(assignments, name)).map(removal)),
          };
        });
    },
    set: (text, values, options) => setVariables(shell, text, values, options, of),
  };
}

/** The set to write, if the key's provider has it. */
function variablesFor(provider: Values['provider'], { variables }: WriteOptions): VariableSetId | undefined {
  const own = providers.find(({ id }) => id === provider)?.variables ?? [];
  return variables === undefined ? own[0] : own.find((id) => id === variables);
}

/** The names say whose they are, but for the bare ones, which people use for others' keys too. */
function providerOfVariables(id: VariableSetId): Entry['provider'] {
  if (id === 'ACCESS_KEY_ID') return ['alibaba', 'huawei'];
  return providers.find(({ variables }) => variables.includes(id))?.id ?? null;
}

function removal(assignment: Assignment): Edit {
  const { alone, line, span, write } = assignment;
  return alone ? { start: line.start, end: line.next, text: '' } : { ...span, text: write('') };
}

function setVariables(
  shell: Shell,
  text: string,
  { provider, accessKeyId, secret, token }: Values,
  options: WriteOptions,
  of: (assignments: readonly Assignment[], name: string) => Assignment[],
): ReturnType<WritableFormat['set']> {
  const id = variablesFor(provider, options);
  if (!id) return { problem: 'not-for-provider' };
  if (![accessKeyId, secret, token ?? ''].every(shell.canWrite)) return { problem: 'not-writable' };
  const names = variableSets[id];
  const assignments = shell.parse(text);
  const edits: Edit[] = [];
  const fresh: string[] = [];
  let after = text.length;
  for (const [name, value] of [
    [names.accessKeyId, accessKeyId],
    [names.secret, secret],
    [names.token, token],
  ] as const) {
    const own = of(assignments, name);
    if (value === null) for (const assignment of own) edits.push(removal(assignment));
    else if (own.length === 0) fresh.push(shell.line(name, value));
    else {
      after = own.at(-1)?.line.next ?? after;
      for (const assignment of own) {
        if (assignment.value !== value) edits.push({ ...assignment.span, text: assignment.write(value) });
      }
    }
  }
  if (fresh.length > 0) edits.push(insertLines(text, after, fresh));
  return applyEdits(text, edits);
}
