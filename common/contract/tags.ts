import { z } from 'zod';
import { type TagUse, tagColours, tagLimits } from '../keys/tags';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** Tags of keys and accounts. Keys get and lose them by `keys.change`. */
export const tags = {
  /** Returns every tag with what has it, sorted by name. */
  list: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<TagUse[]>()),
  /**
   * Makes a tag (`tag` is `null`) or changes one, and returns its id. Errors: `invalid-fields` (field `tag`),
   * `tag-taken`, `tag-gone`, `too-many-tags`.
   */
  save: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ tag }) => (tag === null ? 'tag.add' : 'tag.edit'),
      input: z.strictObject({
        tag: schema.rowId.nullable(),
        name: schema.text(tagLimits.name),
        colour: z.enum(tagColours),
      }),
    },
    type<{ tag: number }>(),
  ),
  /** Removes a tag, also from everything that has it. Errors: `tag-gone`. */
  remove: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'tag.delete',
      input: z.strictObject({ tag: schema.rowId }),
    },
    type<null>(),
  ),
  /** Gives an account these tags and no others. Errors: `identity-gone`, `tag-gone`. */
  setOfAccount: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'account.tag',
      input: z.strictObject({ account: schema.rowId, tags: z.array(schema.rowId).max(tagLimits.tags) }),
    },
    type<null>(),
  ),
} as const;
