import type { Narrowed } from '../../../../common/keys/selection';
import { focusOn, gridId, showPage } from '../../ui';
import { keys } from './store';
import { everyKey } from './store/state';
import { leaveView } from './views/store';

/** Shows the list, narrowed to this and nothing else, and gives it the focus. */
export async function showKeys({ filter, ...shown }: Partial<Narrowed> = {}): Promise<void> {
  showPage('keys');
  leaveView();
  await keys.show({ ...everyKey, ...shown, filter: filter ?? {} });
  focusOn(gridId);
}
