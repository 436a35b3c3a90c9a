import type { Reply } from '../../../../common/errors';
import type { KeySelection, KeysChange } from '../../../../common/keys/selection';
import { toast } from '../../../design/toast';
import { language, translator } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { verified } from '../../verification';
import { sayDeleted } from '../bin/actions';
import type { StageAct } from './stage-act';

type Changed = Reply<{ keys: number; undo: string | null }>;

function changeKeys(keys: KeySelection, to: KeysChange): Promise<Changed | null> {
  return verified({ act: 'change-keys', keys, to }, (ticket) => client.keys.change({ keys, to, ...ticket }));
}

const counted = (count: number) => ({ count, number: formatNumber(language(), count) });

/** Does an act to these rotations, called by their old keys. `names`: new keys take the old ones' names. */
function doIt(act: Exclude<StageAct, 'delete'>, ids: string[], names: boolean): Promise<Reply<unknown> | null> {
  switch (act) {
    case 'switch':
      return client.rotation.switch({ ids, names: names ? language() : null });
    case 'back':
      return client.rotation.back({ ids });
    case 'cancel':
      return client.rotation.cancel({ ids });
    default:
      return changeKeys({ kind: 'keys', ids }, { act });
  }
}

/**
 * Does an act to these rotations and says so. `first` is the name of the first old key. Returns whether it was done.
 */
export async function doStage(act: StageAct, ids: string[], first: string, names: boolean): Promise<boolean> {
  if (act === 'delete') {
    const deleted = await reportedIfVerified(changeKeys({ kind: 'keys', ids }, { act }));
    if (deleted) sayDeleted(deleted.value, ids.length, first);
    return deleted !== null;
  }
  if (!(await reportedIfVerified(doIt(act, ids, names)))) return false;
  toast('good', translator()(`rotation:done.${act}`, counted(ids.length)));
  return true;
}

/** Begins the rotation of these keys, as far as it can be begun. Returns whether it was. */
export async function begin(keys: KeySelection): Promise<boolean> {
  const done = await reportedIfVerified(changeKeys(keys, { act: 'rotate' }));
  if (!done) return false;
  toast('good', translator()('rotation:begun', counted(done.value.keys)));
  return true;
}

/** Notes that a key leaked, or that it didn't. Returns whether it was noted. */
export async function markLeaked(ids: string[], leaked: boolean): Promise<boolean> {
  const done = changeKeys({ kind: 'keys', ids }, { act: leaked ? 'leaked' : 'not-leaked' });
  return (await reportedIfVerified(done)) !== null;
}

/** Makes keys of the vault the new keys of rotations. Returns whether it was done. */
export async function link(pairs: { oldKey: string; newKey: string }[]): Promise<boolean> {
  if (!(await reported(client.rotation.link({ pairs })))) return false;
  toast('good', translator()('rotation:pairs.done', counted(pairs.length)));
  return true;
}
