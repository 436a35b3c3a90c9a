import { providers } from '../../../common/providers';
import { type VariableSet, type VariableSetId, variableSetIds, variableSets } from '../../../common/transfer/variables';
import type { Entry, Values, WritableFormat, WriteOptions } from './format';
import { pairsAmong } from './pair-names';
import { hasIdShape } from './pair-provider';
import { applyEdits, type Edit, insertLines, type Line, type Span } from './text-edit';

/** Files that set environment variables, for any shell. If a name is set more than once, the last value counts. */

export interface Assignment {
  name: string;
  /** `null`: the value is made of other variables or of a program's output. */
  value: string | null;
  /** The part of the text that `write(value)` replaces. */
  span: Span;
  /** From the first line of the command to its last. */
  line: Line;
  /** Nothing else is on the line, so the whole line is removed with the value. */
  alone: boolean;
  /** It is for one command or a part of the script only. Its value is set too, but the variable isn't set with it. */
  local?: boolean;
  /** What makes the tool get the variable, if something is missing for that. */
  mend?: Edit;
  write: (value: string) => string;
}

export interface Parsed {
  assignments: Assignment[];
  /** Where one more line is read; `null`: nothing can be written, because a quotation or a block is not closed. */
  end: number | null;
  /** A new line, in the style of the text. */
  line: (name: string, value: string) => string;
  /** Nothing with a quotation mark may be written. */
  plainOnly?: boolean;
}

export interface Shell {
  id: WritableFormat['id'];
  fileName: RegExp;
  fits: (text: string) => boolean;
  parse: (text: string) => Parsed;
  /** Returns whether the shell has a spelling for the value. */
  canWrite: (value: string) => boolean;
  /** If true, upper and lower case of a name make no difference. */
  ignoresCase: boolean;
}

/** Returns the format of files that set variables as this shell does. */
export function environmentFormat(shell: Shell): WritableFormat {
  const same = (name: string) => (shell.ignoresCase ? name.toUpperCase() : name);
  const of = (assignments: readonly Assignment[], name: string) =>
    assignments.filter((one) => same(one.name) === same(name));
  const valueOf = (assignments: readonly Assignment[], name: string) => {
    const last = of(assignments, name).at(-1);
    return last ? last.value : '';
  };
  return {
    id: shell.id,
    fileName: shell.fileName,
    fits: shell.fits,
    scan(text) {
      const { assignments } = shell.parse(text);
      const present = new Set(assignments.map(({ name }) => same(name)));
      return variableSetIds
        .filter((id) => present.has(variableSets[id].accessKeyId) || present.has(variableSets[id].secret))
        .map((id): Entry => {
          const { accessKeyId, secret, token } = variableSets[id];
          const [idValue, secretValue, tokenValue] = [accessKeyId, secret, token].map((name) =>
            valueOf(assignments, name),
          );
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
    entryFor(text, provider, options) {
      const names = namesFor(provider, options);
      if (!names) return null;
      const { assignments } = shell.parse(text);
      const kept = assignments.filter(({ local }) => local !== true);
      const [accessKeyId, secret, token] = [names.accessKeyId, names.secret, names.token].map((name) => {
        return name === '' || of(kept, name).length === 0 ? undefined : valueOf(kept, name);
      });
      if (accessKeyId === undefined && secret === undefined) return null;
      return { accessKeyId: accessKeyId ?? '', secret: secret ?? '', token: token ?? '' };
    },
    names: (text) => ownNames(shell.parse(text).assignments),
    sample(text, values, options) {
      const names = namesFor(values.provider, options);
      const { line } = shell.parse(text);
      return names ? written(names, values).flatMap(([name, value]) => (value === null ? [] : [line(name, value)])) : [];
    },
  };
}

/** Returns the names to write, if the key's provider has them or the person named them. */
function namesFor(provider: Values['provider'], { variables, names }: WriteOptions): VariableSet | null {
  if (names) return names;
  const own = providers.find(({ id }) => id === provider)?.variables ?? [];
  const id = variables === undefined ? own[0] : own.find((one) => one === variables);
  return id ? variableSets[id] : null;
}

function written(names: VariableSet, { accessKeyId, secret, token }: Values) {
  return [
    [names.accessKeyId, accessKeyId],
    [names.secret, secret],
    [names.token, token],
  ] as const;
}

/** Returns the names of pairs that a file has and that no tool has for its own. */
function ownNames(assignments: readonly Assignment[]): VariableSet[] {
  const known = new Set(variableSetIds.map((id) => variableSets[id].accessKeyId as string));
  return pairsAmong(assignments, hasIdShape).flatMap(({ accessKeyId, secret, token }) => {
    if (!accessKeyId || !secret || known.has(accessKeyId.name.toUpperCase())) return [];
    return [{ accessKeyId: accessKeyId.name, secret: secret.name, token: token?.name ?? '' }];
  });
}

/**
 * Returns the provider that the names belong to. People use the bare names for keys of other providers too, so these
 * don't say it.
 */
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
  values: Values,
  options: WriteOptions,
  of: (assignments: readonly Assignment[], name: string) => Assignment[],
): ReturnType<WritableFormat['set']> {
  const names = namesFor(values.provider, options);
  if (!names) return { problem: 'not-for-provider' };
  const { accessKeyId, secret, token } = values;
  if (![accessKeyId, secret, token ?? ''].every(shell.canWrite)) return { problem: 'not-writable' };
  if (token !== null && names.token === '') return { problem: 'bad-entry' };
  const { assignments, end, line, plainOnly } = shell.parse(text);
  if (end === null) return { problem: 'not-writable' };
  const edits: Edit[] = [];
  const fresh: string[] = [];
  let after: number | null = null;
  for (const [name, value] of written(names, values)) {
    const own = name === '' ? [] : of(assignments, name);
    if (value === null) {
      for (const assignment of own) edits.push(removal(assignment));
      continue;
    }
    const reaching = own.filter(({ local }) => local !== true);
    if (reaching.length === 0) fresh.push(line(name, value));
    else after = reaching.findLast(({ alone }) => alone)?.line.next ?? after;
    for (const assignment of own) {
      if (assignment.value !== value) edits.push({ ...assignment.span, text: assignment.write(value) });
    }
    const last = reaching.at(-1);
    if (last?.mend && !reaching.some(({ mend }) => !mend)) edits.push(last.mend);
  }
  if (fresh.length > 0) edits.push(insertLines(text, Math.min(after ?? end, end), fresh));
  if (plainOnly && edits.some((edit) => /["'`]/.test(edit.text))) return { problem: 'not-writable' };
  return applyEdits(text, edits);
}
