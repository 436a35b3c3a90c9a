import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../common/languages';
import { words } from './words';

export interface MenuActions {
  /** Asks the main view for something. */
  ask(what: 'add' | 'settings' | 'search'): void;
  lock(): void;
  quit(): void;
}

/** Sets the application menu. What needs an open vault without a sheet over it is disabled otherwise. */
export function setMenu(
  language: Language,
  usable: { unlocked: boolean; mainView: boolean },
  actions: MenuActions,
): void {
  const t = words[language];
  const mac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: t.settings,
    accelerator: 'CmdOrCtrl+,',
    enabled: usable.mainView,
    click: () => actions.ask('settings'),
  };
  const lock: MenuItemConstructorOptions = {
    id: 'lock',
    label: t.lock,
    accelerator: 'CmdOrCtrl+L',
    enabled: usable.unlocked,
    click: () => actions.lock(),
  };
  const quit: MenuItemConstructorOptions = {
    id: 'quit',
    label: t.quit,
    accelerator: 'CmdOrCtrl+Q',
    click: () => actions.quit(),
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const applicationItems: MenuItemConstructorOptions[] = [
    { role: 'about' },
    settings,
    lock,
    separator,
    { role: 'hide' },
    quit,
  ];
  const fileItems: MenuItemConstructorOptions[] = [settings, lock, separator, quit];
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ label: 'Keyfold', submenu: applicationItems }] : []),
    {
      label: t.file,
      submenu: [
        {
          id: 'add',
          label: t.add,
          accelerator: 'CmdOrCtrl+N',
          enabled: usable.mainView,
          click: () => actions.ask('add'),
        },
        ...(mac ? [] : fileItems),
      ],
    },
    {
      label: t.edit,
      submenu: [
        { role: 'undo', label: t.undo },
        { role: 'redo', label: t.redo },
        separator,
        { role: 'cut', label: t.cut },
        { role: 'copy', label: t.copy },
        { role: 'paste', label: t.paste },
        { role: 'selectAll', label: t.selectAll },
        separator,
        {
          id: 'search',
          label: t.search,
          accelerator: 'CmdOrCtrl+F',
          enabled: usable.mainView,
          click: () => actions.ask('search'),
        },
      ],
    },
    {
      label: t.view,
      submenu: [
        { role: 'zoomIn', label: t.zoomIn },
        { role: 'zoomOut', label: t.zoomOut },
        { role: 'resetZoom', label: t.resetZoom },
        separator,
        { role: 'togglefullscreen', label: t.fullScreen },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
