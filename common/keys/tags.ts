/** The colours that a tag can have. */
export const tagColours = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const;
export type TagColour = (typeof tagColours)[number];

/** A word of the person's own for keys and accounts, e.g. `prod`. */
export interface Tag {
  id: number;
  name: string;
  colour: TagColour;
}

/** Most characters of a tag's name, and most tags of a vault. */
export const tagLimits = { name: 32, tags: 200 } as const;
