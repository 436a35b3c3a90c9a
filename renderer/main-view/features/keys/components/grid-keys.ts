import type { KeyboardEvent } from 'react';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { rowIn } from '../../../../rows-window';
import { focusOn, openDialog, searchId, useUi } from '../../../ui';
import { askForChosen } from '../../bulk/chosen';
import { chosenRows } from '../../bulk/chosen-rows';
import { copyIds } from '../copy-ids';
import { keys } from '../store';
import { isChosen } from '../store/state';
import { detailId } from './DetailPane';
import { rowElementId } from './GridRow';

/**
 * Returns the row that a key of the keyboard moves the cursor to; `undefined` if it moves nothing. `screen`: number of
 * rows of one screen.
 */
function moveOf(key: string, screen: number): number | undefined {
  const { cursor, total } = keys.store.getState();
  const moves: Partial<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor <= 0 ? 0 : cursor - 1,
    PageDown: cursor + screen,
    PageUp: cursor - screen,
    Home: 0,
    End: (total ?? 0) - 1,
  };
  return moves[key];
}

/** Opens the menu of the row that has the cursor, below that row. */
function openMenu(id: string): void {
  const state = keys.store.getState();
  const { cursor } = state;
  if (!isChosen(state, id)) keys.select(id);
  const place = document.getElementById(rowElementId(cursor))?.getBoundingClientRect();
  if (place) useUi.setState({ menu: { of: 'key', x: place.left + 24, y: place.bottom } });
}

/** Returns the keys whose AccessKey IDs are copied: the marked ones, or the one that has the cursor. */
function rowsToCopy(): readonly KeyRow[] {
  const { marked, cursor, pages } = keys.store.getState();
  if (marked.size > 1) return [...marked.values()];
  const row = rowIn(pages, cursor);
  return row ? [row] : [];
}

/** Handles a key that was pressed with Ctrl or Command. Returns whether it means something in the list. */
function pressedWithCommand(key: string): boolean {
  const { all, cursor } = keys.store.getState();
  const chosen = rowsToCopy();
  // Of keys that only a question names, the page has not read all.
  if (key === 'c' && all !== null) void chosenRows().then((rows) => copyIds(rows ?? []));
  else if (key === 'c' && chosen.length > 0) void copyIds(chosen);
  else if (key === 'a') void keys.markAll();
  else if (key === ' ' && cursor >= 0) keys.toggleMark(cursor);
  else return false;
  return true;
}

/** Handles a key that was pressed by itself or with Shift. Returns whether it means something in the list. */
function pressed({ key, shiftKey }: KeyboardEvent, screen: number): boolean {
  const { all, cursor, marked, pages, selectedId } = keys.store.getState();
  const isOfMany = all !== null || marked.size > 1;
  const row = rowIn(pages, cursor);
  const to = moveOf(key, screen);
  if (to !== undefined && shiftKey) void keys.extendMarks(to);
  else if (to !== undefined) keys.moveTo(to);
  else if (key === ' ' && cursor >= 0) keys.toggleMark(cursor);
  else if (key === 'Enter' && row) {
    keys.select(row.id);
    focusOn(detailId);
  } else if (key === 'Delete' && isOfMany) askForChosen('delete');
  else if (key === 'Delete' && row) openDialog({ kind: 'delete', row });
  else if (key === 'Escape' && (selectedId !== null || isOfMany)) keys.clearSelection();
  else if (key === 'Escape') focusOn(searchId);
  else if ((key === 'ContextMenu' || (key === 'F10' && shiftKey)) && row) openMenu(row.id);
  else return false;
  return true;
}

/** Does what a key of the keyboard means in the list. `screen`: number of rows by which Page Up and Page Down move. */
export function pressInGrid(event: KeyboardEvent, screen: number): void {
  // Keys that are pressed on the header's buttons are left to them.
  if (event.target !== event.currentTarget || event.altKey) return;
  const isOurs = event.ctrlKey || event.metaKey ? pressedWithCommand(event.key) : pressed(event, screen);
  if (isOurs) event.preventDefault();
}
