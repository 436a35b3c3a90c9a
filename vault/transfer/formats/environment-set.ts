import { providers } from '../../../common/providers';
import { type VariableSet, variableSetIds, variableSets } from '../../../common/transfer/variables';
import { type Assignment, removal, type Shell } from './assignments';
import type { Pair, Values, WritableFormat, WriteOptions } from './format';
import { hasIdShape } from './pair-provider';
import { pairsAmong } from './pairs-among';
import { applyEdits, type Edit, insertLines } from './text-edit';

/** Writes the variables of a key into a file that sets variables. */

/** Returns the names to write: those that the person named, or a set of the key's provider; `null`: it has none. */
export function namesFor(provider: Values['provider'], { variables, names }: WriteOptions): VariableSet | null {
  if (names) return names;
  const own = providers.find(({ id }) => id === provider)?.variables ?? [];
  const id = variables === undefined ? own[0] : own.find((one) => one === variables);
  return id ? variableSets[id] : null;
}

const isVariableName = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

const written = (names: VariableSet, { accessKeyId, secret, token }: Values) =>
  [
    [names.accessKeyId, accessKeyId],
    [names.secret, secret],
    [names.token, token],
  ] as const;

/** Returns the assignments of a name. */
function of({ ignoresCase }: Shell, assignments: readonly Assignment[], name: string): Assignment[] {
  const same = (one: string) => (ignoresCase ? one.toUpperCase() : one);
  return name === '' ? [] : assignments.filter((one) => same(one.name) === same(name));
}

/** Returns the names of pairs that a file has and that no tool has for its own. */
export function ownNames(assignments: readonly Assignment[]): VariableSet[] {
  const known = new Set<string>(variableSetIds.map((id) => variableSets[id].accessKeyId));
  return pairsAmong(assignments, hasIdShape).flatMap(({ accessKeyId, secret, token }) => {
    if (!accessKeyId || !secret || known.has(accessKeyId.name.toUpperCase())) return [];
    return [{ accessKeyId: accessKeyId.name, secret: secret.name, token: token?.name ?? '' }];
  });
}

/** Returns what the variables of these names have for all that runs later; `null`: none of them is set. */
export function entryFor(shell: Shell, text: string, names: VariableSet): Pair | null {
  const kept = shell.parse(text).assignments.filter(({ local }) => local !== true);
  const [accessKeyId, secret, token] = [names.accessKeyId, names.secret, names.token].map((name) =>
    of(shell, kept, name).at(-1),
  );
  if (!accessKeyId && !secret) return null;
  return { accessKeyId: accessKeyId?.value ?? '', secret: secret?.value ?? '', token: token?.value ?? '' };
}

/** Returns the lines that a text of this style would get. */
export function sampleOf(shell: Shell, text: string, values: Values, names: VariableSet): string[] {
  const { line } = shell.parse(text);
  return written(names, values).flatMap(([name, value]) => (value === null || name === '' ? [] : [line(name, value)]));
}

/** Sets the variables. Lines that do so already get the new values; what is missing is added behind them. */
export function setVariables(
  shell: Shell,
  text: string,
  values: Values,
  names: VariableSet,
): ReturnType<WritableFormat['set']> {
  const { accessKeyId, secret, token } = values;
  if (![accessKeyId, secret, token ?? ''].every(shell.canWrite)) return { problem: 'not-writable' };
  const wanted = [names.accessKeyId, names.secret, ...(token === null ? [] : [names.token])];
  if (!wanted.every(isVariableName) || new Set(wanted).size < wanted.length) return { problem: 'bad-names' };
  const { assignments, end, line, plainOnly } = shell.parse(text);
  if (end === null) return { problem: 'not-writable' };
  const edits: Edit[] = [];
  const fresh: string[] = [];
  let after: number | null = null;
  for (const [name, value] of written(names, values)) {
    const own = of(shell, assignments, name);
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
