import { providers } from '../../../common/providers';
import { type VariableSetId, variableSetIds, variableSets } from '../../../common/transfer/variables';
import { type Assignment, removal, type Shell } from './assignments';
import { entryFor, namesFor, ownNames, sampleOf, setVariables } from './environment-set';
import type { Entry, WritableFormat } from './format';
import { entryOfPair, isFilled } from './pair-entry';
import { hasIdShape, isWorthAWord } from './pair-provider';
import { type Named, type NamedPair, pairsAmong } from './pairs-among';
import { applyEdits } from './text-edit';

/** Files that set environment variables, for any shell. If a name is set more than once, the last value counts. */

/** Returns the format of files that set variables as this shell does. */
export function environmentFormat(shell: Shell): WritableFormat {
  const same = (name: string) => (shell.ignoresCase ? name.toUpperCase() : name);
  return {
    id: shell.id,
    fileName: shell.fileName,
    fits: shell.fits,
    scan: (text) => entriesOf(text, shell.parse(text).assignments, same),
    set(text, values, options) {
      const names = namesFor(values.provider, options);
      return names ? setVariables(shell, text, values, names) : { problem: 'not-for-provider' };
    },
    entryFor(text, provider, options) {
      const names = namesFor(provider, options);
      return names ? entryFor(shell, text, names) : null;
    },
    namesFor,
    names: (text) => ownNames(shell.parse(text).assignments),
    sample(text, values, options) {
      const names = namesFor(values.provider, options);
      return names ? sampleOf(shell, text, values, names) : [];
    },
  };
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
      name: own || /^\d+$/.test(pair.label) ? undefined : pair.label,
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
