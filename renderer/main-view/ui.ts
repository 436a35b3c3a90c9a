import { flushSync } from 'react-dom';
import { create } from 'zustand';
import type { Backup } from '../../common/backups';
import type { KeyRow } from '../../common/keys/access-key';
import type { BinnedKey } from '../../common/keys/bin';
import type { NamedView } from '../../common/keys/named-views';
import type { KeySelection } from '../../common/keys/selection';
import type { Original } from '../../common/transfer/originals';
import { clearConfirmations } from '../design/toast';
import type { AccountsDialog } from './features/accounts/dialogs';
import type { BulkAct } from './features/bulk/bulk-act';
import type { AddedPart } from './features/keys/filter/parts';
import type { StageAct } from './features/rotation/stage-act';

/** What is over the list: at most one dialog and one menu. */
export type DialogState =
  /** `typed` is what was typed in its fields when Keyfold locked. */
  | { kind: 'edit'; id: string; typed?: Record<string, string> }
  | { kind: 'delete'; row: KeyRow }
  | { kind: 'disable'; row: KeyRow }
  | { kind: 'accounts'; show: AccountsDialog }
  /** The rotation of the key with this id, or the one that it is a part of. */
  | { kind: 'rotation'; id: string }
  | { kind: 'rotation-act'; act: StageAct; ids: string[] }
  | { kind: 'pairs'; of: 'waiting' | 'imported' }
  | { kind: 'leaked'; row: KeyRow }
  | { kind: 'default'; row: KeyRow }
  | { kind: 'rotation-days'; row: KeyRow }
  /** An act on many keys; `count`: how many the list says that these are. */
  | { kind: 'bulk'; act: BulkAct; keys: KeySelection; count: number }
  /** The tags of an account, or of the vault (`null`). */
  | { kind: 'tags'; of: { account: number; name: string } | null }
  | { kind: 'columns' }
  | { kind: 'filter'; part: AddedPart }
  /** Keeps what the list shows as a view, or renames one. */
  | { kind: 'view'; view: NamedView | null }
  | { kind: 'clear-expired' }
  /** `null`: everything in the recycle bin. */
  | { kind: 'erase'; keys: readonly BinnedKey[] | null }
  | { kind: 'backups' }
  | { kind: 'delete-backup'; backup: Backup }
  | { kind: 'delete-original'; original: Original }
  | { kind: 'receipt'; id: string }
  | { kind: 'grants' }
  /** `section` is scrolled to. */
  | { kind: 'settings'; section?: SettingsSection }
  | { kind: 'plain-files' };

/** The parts of Settings that other pages lead to. */
export type SettingsSection = 'locking' | 'protection' | 'backups' | 'originals';

/** What fills the window beside the sidebar. */
export type Page = 'overview' | 'keys' | 'accounts' | 'rotation' | 'bin' | 'audit' | 'given' | 'help';

interface UiState {
  page: Page;
  /** The vault is open, so the list may be read. */
  unlocked: boolean;
  dialog: DialogState | null;
  /** The dialogs that come back when this one is closed. The last of them comes first. */
  below: readonly DialogState[];
  /**
   * The open menu and its place: of the selected or chosen keys, of the bar of the chosen ones, of the list, of the pane
   * of the selected key, of what the list can be narrowed by, or of a named view.
   */
  menu:
    | (({ of: 'key' | 'chosen' | 'list' | 'pane' | 'filter' } | { of: 'view'; view: number }) & {
        x: number;
        y: number;
      })
    | null;
}

export const useUi = create<UiState>(() => ({
  page: 'overview',
  unlocked: false,
  dialog: null,
  below: [],
  menu: null,
}));

/** Opens a dialog in the place of all open ones. */
export function openDialog(dialog: DialogState): void {
  clearConfirmations();
  useUi.setState({ dialog, below: [], menu: null });
}

/** Opens a dialog over the present one, which comes back when this one is closed. */
export function openDialogOver(dialog: DialogState): void {
  clearConfirmations();
  useUi.setState(({ dialog: present, below }) => ({
    dialog,
    below: present ? [...below, present] : below,
    menu: null,
  }));
}

/** Shows a page beside the sidebar. */
export function showPage(page: Page): void {
  if (useUi.getState().page === page) return;
  clearConfirmations();
  useUi.setState({ page, menu: null });
}

/** Closes the present dialog. The one below it comes back. */
export function closeDialog(): void {
  useUi.setState(({ below }) => ({ dialog: below.at(-1) ?? null, below: below.slice(0, -1) }));
}

/** Closes every dialog, those below too. */
export function closeDialogs(): void {
  useUi.setState({ dialog: null, below: [] });
}

export const gridId = 'key-grid';
export const searchId = 'key-search';
/** The button of the pane that opens the menu of a key's other actions. */
export const paneMenuId = 'pane-menu';
/** The button of the bar of the chosen keys that opens the menu of the other acts. */
export const chosenMenuId = 'chosen-menu';

/**
 * Returns what gets the focus if the element that had it is gone: the list of the page, or the first thing on the page
 * that can be used.
 */
export function mainPart(): HTMLElement | null {
  const usable = 'main :is([role=grid][tabindex], input, button, select):not(:disabled)';
  return document.getElementById(gridId) ?? document.getElementById(searchId) ?? document.querySelector(usable);
}

/** Gives the focus to the search of the page. The overview has the list's: that is gone to. */
export function focusSearch(): void {
  if (useUi.getState().page === 'overview') flushSync(() => showPage('keys'));
  focusOn(searchId);
}

/** Gives the focus to the element with this id, if it is there. */
export function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}
