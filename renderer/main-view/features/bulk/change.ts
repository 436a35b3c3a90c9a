import type { AppError, Reply } from '../../../../common/errors';
import type { KeySelection, KeysChange } from '../../../../common/keys/selection';
import { toast } from '../../../design/toast';
import { language, translator } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { closeDialog, focusOn, gridId } from '../../ui';
import { verified } from '../../verification';
import { sayDeleted } from '../bin/actions';
import { keys } from '../keys/store';

/** The acts on many keys that have a dialog here. */
export type BulkAct = 'enable' | 'disable' | 'delete' | 'default' | 'not-default' | 'period' | 'dates' | 'tag';

/** A change that belongs to one of these acts. */
export type BulkChange = Extract<KeysChange, { act: BulkAct }>;

/**
 * Does one thing to each key of a selection, as one plan with one verification, says so, and gives the list the focus.
 * Returns why the vault refused it; `null` if it was done or the person didn't verify.
 */
export async function changeAll(selection: KeySelection, to: BulkChange): Promise<AppError | null> {
  const reply: Reply<{ keys: number; undo: string | null }> | null = await verified(
    { act: 'change-keys', keys: selection, to },
    (ticket) => client.keys.change({ keys: selection, to, ...ticket }),
  );
  if (!reply) return null;
  if (!reply.ok) return reply.error;
  closeDialog();
  const count = reply.value.keys;
  if (to.act === 'delete') {
    keys.clearSelection();
    sayDeleted(reply.value, count, '');
  } else {
    toast('good', translator()(`bulk:${to.act}.done`, { count, number: formatNumber(language(), count) }));
  }
  // A list that was narrowed to what has changed now shows other keys: nothing of it may be taken for chosen.
  if (selection.kind === 'list') keys.clearSelection();
  setTimeout(() => focusOn(gridId), 0);
  return null;
}
