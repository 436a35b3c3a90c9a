import { z } from 'zod';
import type { FormDraft } from '../drafts';
import { fieldLimits } from '../keys/fields';
import { mainOperation, type } from './operation';
import { id, nothing, provider, rowId, text } from './schemas';

/** What main keeps for some time: the copied value on the clipboard, and a form that a lock interrupted. */

const draftForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), rotation: id.optional() }),
  z.strictObject({ kind: z.literal('edit'), id }),
  z.strictObject({ kind: z.literal('account'), provider, account: rowId.optional() }),
  z.strictObject({ kind: z.literal('identity'), account: rowId, identity: rowId.optional() }),
]);

export const draft = {
  /**
   * Remembers what is typed in a form, and forgets the form that was remembered before. Never a secret or a password.
   */
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
  /** Forgets the form, because the person saved or closed it. */
  drop: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: nothing }, type<null>()),
  /** Returns the form that a lock interrupted, or `null`. Errors: `locked`. */
  kept: mainOperation(
    { views: ['main-view'], needs: 'unlocked', kind: 'reads', input: nothing },
    type<FormDraft | null>(),
  ),
} as const;

export const clipboard = {
  /**
   * Returns when the copied value will be cleared from the clipboard, in milliseconds since the epoch; `null` if there
   * is no such value. `stays`: its time is over, and it is not known that it was cleared. Main goes on trying.
   */
  state: mainOperation(
    { views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing },
    type<{ clearsAt: number | null; stays: boolean }>(),
  ),
  /**
   * Puts the list of a file's entries that give no key on the clipboard: their places and the reasons, with nothing of
   * the vault and no secret. It stays there.
   */
  copySkipped: mainOperation(
    {
      views: ['import'],
      needs: 'unlocked',
      kind: 'changes',
      input: z.strictObject({ text: z.string().max(16_000_000) }),
    },
    type<null>(),
  ),
  /**
   * Puts AccessKey IDs on the clipboard, one a line. They stand on the page in full and are no secrets, so they stay
   * there.
   */
  copyIds: mainOperation(
    {
      views: ['main-view'],
      needs: 'unlocked',
      kind: 'changes',
      input: z.strictObject({ text: z.string().min(1).max(1_000_000) }),
    },
    type<null>(),
  ),
  /** Clears the copied value from the clipboard now, if it is still there. */
  clear: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: nothing }, type<null>()),
} as const;
