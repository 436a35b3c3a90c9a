import { z } from 'zod';
import { type NamedView, type ViewShown, viewLimits } from '../keys/named-views';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** What a named view shows. The vault reads stored ones by it too. */
export const viewShown = z.strictObject({
  narrowed: z.strictObject(schema.narrowed),
  sort: schema.keySort,
  columns: z
    .array(z.strictObject({ column: z.string().regex(/^[A-Za-z][\w-]{0,31}$/), width: z.int().min(0).max(4000) }))
    .max(viewLimits.columns),
}) satisfies z.ZodType<ViewShown>;

/** Named views of the list, which the sidebar shows. */
export const views = {
  /** Returns every named view in its order. */
  list: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<NamedView[]>()),
  /**
   * Makes a view (`view` is `null`), which comes last, or changes one, and returns its id. Errors: `invalid-fields`
   * (field `view`), `view-taken`, `view-gone`, `too-many-views`.
   */
  save: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'view.save',
      input: z.strictObject({ view: schema.rowId.nullable(), name: schema.text(viewLimits.name), shown: viewShown }),
    },
    type<{ view: number }>(),
  ),
  /** Errors: `view-gone`. */
  remove: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'view.delete',
      input: z.strictObject({ view: schema.rowId }),
    },
    type<null>(),
  ),
  /** Puts the views into this order; those that are left out come after them. Errors: `view-gone`. */
  reorder: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'views.order',
      input: z.strictObject({ views: z.array(schema.rowId).max(viewLimits.views) }),
    },
    type<null>(),
  ),
} as const;
