import { providers } from '../../../common/providers';
import { type VariableSetId, variableSetIds, variableSets } from '../../../common/transfer/variables';
import type { Entry, Values, WritableFormat, WriteOptions } from './format';
import { entryOfPair, isFilled } from './pair-entry';
import { hasIdShape, isWorthAWord } from './pair-provider';
import { type Named, type NamedPair, pairsAmong } from './pairs-among';
import { applyEdits, type Edit, insertLines, type Line, type Span } from './text-edit';

/** Files that set environment variables, for any shell. If a name is set more than once, the last value counts. */

export interface Assignment {
  name: string;
  /** `null`: the value is made of other variables or of a program's output. */
  value: string | null;
  /** The part of the text that `write(value)` replaces. */
  span: Span;
  line: Line;
  /** Nothing else is on the line, so the whole line is removed with the value. */
  alone: boolean;
  write: (value: string) => string;
}

export interface Shell {
  id: WritableFormat['id'];
  fileName: RegExp;
  fits: (text: string) => boolean;
  parse: (text: string) => Assignment[];
  /** Returns whether the shell has a spelling for the value. */
  canWrite: (value: string) => boolean;
  line: (name: string, value: string) => string;
  /** If true, upper and lower case of a name make no difference. */
  ignoresCase: boolean;
}

/** Returns the format of files that set variables as this shell does. */
export function environmentFormat(shell: Shell): WritableFormat {
  const same = (name: string) => (shell.ignoresCase ? name.toUpperCase() : name);
  const of = (assignments: readonly Assignment[], name: string) => assignments.filter((one) => same(one.name) === name);
  return {
    id: shell.id,
    fileName: shell.fileName,
    fits: shell.fits,
    scan: (text) => entriesOf(text, shell.parse(text), same),
    set: (text, values, options) => setVariables(shell, text, values, options, of),
  };
}

/** Returns the set of variables to write, if the key's provider has it. */
function variablesFor(provider: Values['provider'], { variables }: WriteOptions): VariableSetId | undefined {
  const own = providers.find(({ id }) => id === provider)?.variables ?? [];
  return variables === undefined ? own[0] : own.find((id) => id === variables);
}

/** The sets by the names in them. If several sets have a name, the first counts. */
const setsByName: ReadonlyMap<string, VariableSetId> = new Map<string, VariableSetId>(
  [...variableSetIds].reverse().flatMap((id) => {
    const { accessKeyId, secret } = variableSets[id];
    return [accessKeyId, secret].map((name) => [name, id] as const);
  }),
);

/**
 * Returns the pairs among the variables, whatever their names begin with. A pair is named by the variable of its ID; half
 * a set of names that tools have is named as the whole set.
 */
function entriesOf(text: string, assignments: readonly Assignment[], same: (name: string) => string): Entry[] {
  const items = assignments.map((assignment) => ({ ...assignment, name: same(assignment.name), assignment }));
  return pairsAmong(items, hasIdShape).flatMap((pair) => {
    const first = pair.accessKeyId ?? pair.secret;
    if (!first) return [];
    const set = setsByName.get(pair.accessKeyId?.name ?? '') ?? setsByName.get(first.name);
    if (set === undefined && (!isFilled(pair) || !isWorthAWord(pair, [first.name, pair.label]))) return [];
    const own = set !== undefined && isNamedBy(pair, set);
    const names = new Set(pair.all.map(({ name }) => name));
    return entryOfPair(pair, {
      place: own ? set : first.name,
      name: own ? undefined : pair.label,
      about: [],
      provider: own ? providerOfVariables(set) : undefined,
      without: () =>
        applyEdits(
          text,
          items.filter(({ name }) => names.has(name)).map(({ assignment }) => removal(assignment)),
        ),
    });
  });
}

/** Returns whether the pair's names are those of the set. */
function isNamedBy({ accessKeyId, secret }: NamedPair<Named>, set: VariableSetId): boolean {
  const names = variableSets[set];
  const isOf = (item: Named | null, name: string) => item === null || item.name === name;
  return isOf(accessKeyId, names.accessKeyId) && isOf(secret, names.secret);
}

/**
 * Returns the provider that the names belong to. People use the bare names for keys of other providers too, so these
 * don't say it.
 */
function providerOfVariables(id: VariableSetId): Entry['provider'] | undefined {
  if (id === 'ACCESS_KEY_ID') return undefined;
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
