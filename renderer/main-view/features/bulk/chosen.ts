import { openDialog } from '../../ui';
import { assign } from '../keys/actions';
import { keys } from '../keys/store';
import { chosenKeys, countChosen } from '../keys/store/state';
import { openExport, openGive, scopeOf } from '../transfer/actions';
import type { BulkAct } from './bulk-act';
import { chosenRows } from './chosen-rows';

/** Opens the dialog of an act on the chosen keys. */
export function askForChosen(act: BulkAct): void {
  const state = keys.store.getState();
  const chosen = chosenKeys(state);
  if (chosen) openDialog({ kind: 'bulk', act, keys: chosen, count: countChosen(state) });
}

/** Opens the dialog of the tags of one key. */
export function askForTags(id: string): void {
  openDialog({ kind: 'bulk', act: 'tag', keys: { kind: 'keys', ids: [id] }, count: 1 });
}

/** Asks which identity the chosen keys are to belong to. */
export async function assignChosen(): Promise<void> {
  const rows = await chosenRows();
  if (rows && rows.length > 0) assign(rows);
}

/** Opens the sheet that gives the chosen keys to somebody. */
export function giveChosen(): void {
  const chosen = chosenKeys(keys.store.getState());
  if (chosen) void openGive(chosen);
}

/** Opens the sheet that exports the chosen keys. */
export function exportChosen(): void {
  const chosen = chosenKeys(keys.store.getState());
  if (chosen) void openExport(scopeOf(chosen));
}
