import type { KeyFilter } from '../../../../../common/keys/filter';
import type { Question } from '../store/state';

/** A part of a question that can be a chip. */
export type Part = keyof KeyFilter | 'scope' | 'text';

/** The parts that a person can add, in the order of the menu. */
export const addedParts = [
  'care',
  'status',
  'credential',
  'isDefault',
  'root',
  'holders',
  'tags',
  'age',
  'due',
  'created',
  'used',
  'idle',
  'rotation',
] as const satisfies readonly (keyof KeyFilter)[];
export type AddedPart = (typeof addedParts)[number];

/** Returns whether a person can change this part, beside taking it away. */
export function isAdded(part: Part): part is AddedPart {
  return (addedParts as readonly Part[]).includes(part);
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
