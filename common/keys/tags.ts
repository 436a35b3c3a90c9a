import { type FieldIssue, freeText } from './fields';

/** The colours that a tag can have. */
export const tagColours = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const;
export type TagColour = (typeof tagColours)[number];

/** A word of the person's own for keys and accounts, e.g. `prod`. */
export interface Tag {
  id: number;
  name: string;
  colour: TagColour;
}

/** A tag, and what has it. */
export interface TagUse extends Tag {
  /** How many keys have it themselves. */
  keys: number;
  /** The ids of the accounts that have it. */
  accounts: number[];
}

/** Most characters of a tag's name, and most tags of a vault. */
export const tagLimits = { name: 32, tags: 200 } as const;

/** Returns what is wrong with the name of a tag. */
export function checkTag(name: string): FieldIssue[] {
  return [...freeText('tag', name, tagLimits.name, true)];
}
