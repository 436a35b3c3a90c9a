import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Language } from '../../common/languages';
import icon from '../../resources/icon.png?asset';
import { words } from '../menu/words';

/** What the tray's menu shows and does. */
export interface TrayNeeds {
  wanted(): boolean;
  language(): Language;
  unlocked(): boolean;
  /** A value that Keyfold copied is on the clipboard. */
  copied(): boolean;
  lock(): void;
  clearClipboard(): void;
  show(): void;
  quit(): void;
}

export interface TrayEntry {
  /** Call this when anything of it may have changed. */
  update(): void;
}

/** Returns the tray's menu. */
export function trayItems(needs: TrayNeeds): MenuItemConstructorOptions[] {
  const t = words[needs.language()].tray;
  return [
    { id: 'state', label: needs.unlocked() ? t.unlocked : t.locked, enabled: false },
    { type: 'separator' },
    { id: 'lock', label: t.lock, enabled: needs.unlocked(), click: needs.lock },
    { id: 'clear', label: t.clear, enabled: needs.copied(), click: needs.clearClipboard },
    { id: 'show', label: t.show, click: needs.show },
    { type: 'separator' },
    { id: 'quit', label: words[needs.language()].quit, click: needs.quit },
  ];
}

/** An icon with a menu in the desktop's tray, while it is wanted. */
export function createTrayEntry(needs: TrayNeeds): TrayEntry {
  let tray: Tray | null = null;
  let said = '';
  return {
    update() {
      if (!needs.wanted()) {
        tray?.destroy();
        tray = null;
        return;
      }
      const items = trayItems(needs);
      const now = JSON.stringify(items);
      if (tray && now === said) return;
      said = now;
      const size = process.platform === 'darwin' ? 16 : 22;
      tray ??= new Tray(nativeImage.createFromPath(icon).resize({ width: size, height: size }));
      tray.setToolTip(`Keyfold · ${items[0]?.label ?? ''}`);
      // On Linux a menu that was given is not looked at again, so each state gets its own.
      tray.setContextMenu(Menu.buildFromTemplate(items));
    },
  };
}
