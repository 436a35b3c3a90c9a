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
import type { BulkAct } from './bulk-act';

/** A change that belongs to one of these acts. */
type BulkChange = Extract<KeysChange, { act: BulkAct | 'not-leaked' }>;

/**
 * Does one thing to each key of a selection, as one plan with one verification, says so, and gives the list the focus.
 * `first`: the name of the first of them. Returns why the vault refused it; `null` if it was done or the person didn't
 * verify.
 */
export async function changeAll(selection: KeySelection, to: BulkChange, first = ''): Promise<AppError | null> {
  const reply: Reply<{ keys: number; undo: string | null }> | null = await verified(
    { act: 'change-keys', keys: selection, to },
    (ticket) => client.keys.change({ keys: selection, to, ...ticket }),
  );
  if (!reply) return null;
  if (!reply.ok) return reply.error;
  closeDialog();
  const count = reply.value.keys;
  if (to.act === 'delete') sayDeleted(reply.value, count, first);
  else if (to.act !== 'rotate' && to.act !== 'not-leaked') {
    toast('good', translator()(`bulk:${to.act}.done`, { count, number: formatNumber(language(), count) }));
  }
  // What is narrowed to something that has changed lists other keys now: nothing of it may be taken for chosen.
  if (selection.kind === 'list' || to.act === 'delete') keys.clearSelection();
  // What opened the dialog may be gone.
  setTimeout(() => focusOn(gridId), 0);
  return null;
}
