import { providerOf } from '../../common/providers';
import type { ProviderId } from '../../common/providers/provider';
import { type VariableSetId, variableSets } from '../../common/transfer/variables';

/** Which variables a program gets with a key, and which it must not have beside it. */

export type ValuePart = 'accessKeyId' | 'secret' | 'token';

/** A variable with a part of the key. */
export interface WithPart {
  name: string;
  part: ValuePart;
}

export interface Variables {
  /** Removed first: what is left over of another key would be taken in the place of this one, or beside it. */
  removes: readonly string[];
  sets: readonly WithPart[];
  /** What is the same for every key. */
  also: readonly { name: string; value: string }[];
}

// With its own profile, Alibaba Cloud's CLI would not look at the variables.
const ofCli = { profile: 'ALIBABA_CLOUD_PROFILE', ignore: 'ALIBABA_CLOUD_IGNORE_PROFILE', yes: 'TRUE' } as const;

const parts = ['accessKeyId', 'secret', 'token'] as const;

/** Returns the sets that a program gets. Empty: no tool of this provider is known, and no set was named. */
export const setsOf = (provider: ProviderId, only: VariableSetId | null): readonly VariableSetId[] =>
  only === null ? providerOf(provider).variables : [only];

/** Returns what is removed and set for a key of this provider. */
export function variablesFor(provider: ProviderId, only: VariableSetId | null, hasToken: boolean): Variables {
  const sets = setsOf(provider, only);
  const ofSets = (ids: readonly VariableSetId[], which: readonly ValuePart[]) =>
    ids.flatMap((id) => which.map((part): WithPart => ({ name: variableSets[id][part], part })));
  const once = <T extends { name: string }>(all: readonly T[]) => [
    ...new Map(all.map((one) => [one.name, one])).values(),
  ];
  const isAlibaba = sets.some((id) => providerOf('alibaba').variables.includes(id));
  const removed = once(ofSets([...providerOf(provider).variables, ...sets], parts)).map(({ name }) => name);
  return {
    removes: isAlibaba ? [...removed, ofCli.profile] : removed,
    sets: once(ofSets(sets, hasToken ? parts : ['accessKeyId', 'secret'])),
    also: isAlibaba ? [{ name: ofCli.ignore, value: ofCli.yes }] : [],
  };
}

/** Returns the names that a person is shown: those that are set, and those that are only removed. */
export function namesOf({ removes, sets, also }: Variables): { sets: string[]; removes: string[] } {
  const set = [...sets, ...also].map(({ name }) => name);
  return { sets: set, removes: removes.filter((name) => !set.includes(name)) };
}
