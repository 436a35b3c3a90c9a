import type { KeyFilter } from '../../../../../common/keys/filter';
import type { Question } from '../store/state';

/** A part of a question that can be a chip. */
export type Part = keyof KeyFilter | 'scope' | 'text';

/** The parts that a person can add, in the order of the menu. */
export const addedParts = [
  'care',
  'status',
  'providers',
  'holders',
  'identityKinds',
  'root',
  'credential',
  'types',
  'isDefault',
  'tags',
  'age',
  'due',
  'created',
  'used',
  'idle',
  'rotation',
] as const satisfies readonly (keyof KeyFilter)[];
export type AddedPart = (typeof addedParts)[number];

/** Parts that are chosen in the dialog of another part, each in the place of what that part says. */
export const instead = { tags: 'tagged', created: 'createdKnown', used: 'usedKnown' } as const satisfies Partial<
  Record<AddedPart, keyof KeyFilter>
>;

/** Returns the part whose dialog changes this part; `null` if it can only be taken away. */
export function editorOf(part: Part): AddedPart | null {
  const added = addedParts.find((one) => one === part);
  if (added) return added;
  const [found] = Object.entries(instead).find(([, other]) => other === part) ?? [];
  return addedParts.find((one) => one === found) ?? null;
}

/** Returns the parts that narrow a list, besides its provider. */
export function partsOf({ scope, text, filter }: Question): Part[] {
  return [
    ...(scope ? (['scope'] as const) : []),
    ...(Object.keys(filter) as (keyof KeyFilter)[]),
    ...(text === '' ? [] : (['text'] as const)),
  ];
}

/** Returns the question without one of its parts. */
export function without(question: Question, part: Part): Question {
  if (part === 'scope') return { ...question, scope: null };
  if (part === 'text') return { ...question, text: '' };
  const { [part]: _, ...filter } = question.filter;
  return { ...question, filter };
}
