import type { BinnedKey } from '../../../../common/keys/bin';
import { toast } from '../../../design/toast';
import { language, translator } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { closeDialog, focusOn, gridId } from '../../ui';
import { verified } from '../../verification';
import { goToKey } from '../keys/go-to-key';
import { bin } from './store';

/** Milliseconds for which Undo is offered: a little less than the vault allows. */
const undoOffered = 55_000;
/** The same for a look at what was restored. */
const showOffered = 10_000;

/** What a deletion answered. */
interface Answer {
  undo: string | null;
}

/** Says that keys were deleted, and offers to undo that. `name`: of the key if it is one. */
export function sayDeleted({ undo }: Answer, count: number, name: string): void {
  const t = translator();
  const values = { count, number: formatNumber(language(), count), name: isolate(name) };
  if (undo === null) {
    toast('good', count === 1 ? t('bin:erased', values) : t('bin:erasedCount', values));
    return;
  }
  toast('good', count === 1 ? t('bin:deleted', values) : t('bin:deletedCount', values), {
    label: t('bin:undo'),
    offeredFor: undoOffered,
    run: () => void undoDeletion(undo, values),
  });
}

async function undoDeletion(ticket: string, values: { count: number; number: string; name: string }): Promise<void> {
  if (!(await reported(client.bin.undo({ ticket })))) return;
  const t = translator();
  toast('good', values.count === 1 ? t('bin:undone', values) : t('bin:undoneCount', values));
  focusOn(gridId);
}

/** Restores keys, after a verification. */
export async function restoreKeys(keys: readonly BinnedKey[]): Promise<void> {
  const ids = keys.map(({ id }) => id);
  const [first] = keys;
  if (!first) return;
  const call = verified({ act: 'restore', ids }, (ticket) => client.bin.restore({ ids, ...ticket }));
  if (!(await reportedIfVerified(call))) return;
  bin.clear();
  const t = translator();
  const number = formatNumber(language(), keys.length);
  if (keys.length > 1) toast('good', t('bin:restoredCount', { count: keys.length, number }));
  else {
    toast('good', t('bin:restored', { name: isolate(first.name) }), {
      label: t('bin:show'),
      offeredFor: showOffered,
      run: () => void goToKey(first.id),
    });
  }
  focusOn(binGridId);
}

/** Deletes keys for good, after its dialog said yes; `null`: all of them. Returns whether it was done. */
export async function eraseKeys(keys: readonly BinnedKey[] | null, total: number): Promise<boolean> {
  const ids = keys?.map(({ id }) => id);
  const call = ids
    ? verified({ act: 'erase', ids }, (ticket) => client.bin.erase({ ids, ...ticket }))
    : verified({ act: 'empty-bin' }, (ticket) => client.bin.empty(ticket));
  const done = await reportedIfVerified(call);
  closeDialog();
  if (!done) return false;
  bin.clear();
  const t = translator();
  const values = { count: total, number: formatNumber(language(), total), name: isolate(keys?.[0]?.name ?? '') };
  toast('good', keys?.length === 1 ? t('bin:erased', values) : t('bin:erasedCount', values));
  setTimeout(() => focusOn(binGridId), 0);
  return true;
}

/** Sets for how many days deleted keys can be restored. */
export async function keepDeleted(days: number): Promise<void> {
  const call = verified({ act: 'keep-bin', days }, (ticket) => client.bin.keep({ days, ...ticket }));
  if (await reportedIfVerified(call)) await bin.load();
}

export const binGridId = 'bin-grid';
export const binSearchId = 'bin-search';
