import type { KeyRow } from '../../../../common/keys/access-key';
import { type ActionId, isExpired, type KeyAction } from './actions';

/** Most actions that have a button of their own. */
const most = 2;

/** Returns what a person most likely wants of a key in this state, the likeliest first. */
function wanted(row: KeyRow, now: number): readonly ActionId[] {
  if (row.reveal === 'pending' || row.reveal === 'taken') return ['view-secret', 'use', 'edit'];
  if (isExpired(row, now)) return ['edit', 'delete'];
  if (row.status === 'disabled') return ['enable', 'edit', 'delete'];
  const isDue = row.leakedAt !== null || (row.warnAt !== null && row.warnAt <= now);
  if (isDue) return ['rotate', 'use', 'view-secret', 'edit'];
  return ['use', 'view-secret', 'give', 'edit'];
}

/**
 * Returns which actions of a key have a button of their own, two at most, the likeliest first, and which are behind the
 * menu. What can't be done now has no button: the menu says why.
 */
export function mainActions(
  actions: readonly KeyAction[],
  row: KeyRow,
  now: number,
): { main: KeyAction[]; rest: KeyAction[] } {
  const main = wanted(row, now)
    .flatMap((id) => actions.filter((action) => action.id === id && action.refusal === null))
    .slice(0, most);
  return { main, rest: actions.filter((action) => !main.includes(action)) };
}
