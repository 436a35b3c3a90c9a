import { z } from 'zod';
import type { FormDraft } from '../drafts';
import { fieldLimits } from '../keys/fields';
import { mainOperation, type } from './operation';
import { id, nothing, profile, rowId, text } from './schemas';

/** What main keeps for a while: the copied value on the clipboard, and a form that a lock interrupted. */

const draftForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), rotation: id.optional() }),
  z.strictObject({ kind: z.literal('edit'), id }),
  z.strictObject({ kind: z.literal('account'), profile, account: rowId.optional() }),
  z.strictObject({ kind: z.literal('identity'), account: rowId, identity: rowId.optional() }),
]);

export const draft = {
  /** Remembers what stands in a form, in place of what was remembered. Never a secret or a password. */
  keep: mainOperation(
    {
      views: ['main-view', 'add'],
      needs: 'unlocked',
      kind: 'changes',
      input: z.strictObject({
        form: draftForm,
        values: z
          .record(z.string().max(32), text(fieldLimits.description))
          .refine((values) => Object.keys(values).length <= 32),
      }),
    },
    type<null>(),
  ),
  /** The form was saved or closed by the person: nothing of it is kept. */
  drop: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: nothing }, type<null>()),
  /** The form that was interrupted, or `null`. Errors: `locked`. */
  kept: mainOperation(
    { views: ['main-view'], needs: 'unlocked', kind: 'reads', input: nothing },
    type<FormDraft | null>(),
  ),
} as const;

export const clipboard = {
  /** When the copied value will be taken from the clipboard, in milliseconds since the epoch; `null` where none is there. */
  state: mainOperation(
    { views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing },
    type<{ clearsAt: number | null }>(),
  ),
  /** Takes it from the clipboard now, if it is still there. */
  clear: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: nothing }, type<null>()),
} as const;
