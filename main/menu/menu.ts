import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../common/languages';
import type { TextSizeStep } from '../../common/text-size';
import { words } from './words';

export interface MenuActions {
  /** Asks the main view for something. */
  ask(what: 'add' | 'settings' | 'search' | 'import' | 'export' | 'help'): void;
  lock(): void;
  quit(): void;
  /** Changes the size of text in every view. */
  resizeText(step: TextSizeStep): void;
}

/**
 * What of the application can be used now. `unlocked`: the vault is open. `mainView`: it is open and no sheet is over
 * the main view.
 */
export interface Usable {
  unlocked: boolean;
  mainView: boolean;
}

export interface ApplicationMenu {
  /** Enables the items that can be used now and disables the others. */
  update(language: Language, usable: Usable): void;
}

/** Makes the application menu. It is shown from the first `update` on. */
export function createMenu(actions: MenuActions): ApplicationMenu {
  let menu: Menu | null = null;
  let spoken: Language | null = null;
  return {
    update(language, usable) {
      if (!menu || language !== spoken) {
        menu = Menu.buildFromTemplate(templateOf(language, actions));
        spoken = language;
        able(menu, usable);
        Menu.setApplicationMenu(menu);
      } else able(menu, usable);
    },
  };
}

/** Enables the items of an existing menu, since making a new menu would cost the unlock several frames. */
function able(menu: Menu, { unlocked, mainView }: Usable): void {
  const enabled = {
    add: mainView,
    import: mainView,
    export: mainView,
    settings: mainView,
    search: mainView,
    help: mainView,
    lock: unlocked,
  };
  for (const [id, can] of Object.entries(enabled)) {
    const item = menu.getMenuItemById(id);
    if (item && item.enabled !== can) item.enabled = can;
  }
}

/**
 * The keys for the text size, as every browser takes them: those of both keyboards, and + also without Shift. The roles
 * of Electron would zoom only the page that has the focus. The first keys of each are shown; an item that isn't seen has
 * the others.
 */
const textSizeKeys = {
  larger: ['CmdOrCtrl+Plus', 'CmdOrCtrl+=', 'CmdOrCtrl+numadd'],
  smaller: ['CmdOrCtrl+-', 'CmdOrCtrl+numsub'],
  usual: ['CmdOrCtrl+0', 'CmdOrCtrl+num0'],
} as const satisfies Record<TextSizeStep, readonly string[]>;

function textSizeItems(t: (typeof words)[Language], actions: MenuActions): MenuItemConstructorOptions[] {
  const labels = { larger: t.largerText, smaller: t.smallerText, usual: t.usualText };
  return (['larger', 'smaller', 'usual'] as const).flatMap((step) =>
    textSizeKeys[step].map((accelerator, index) => ({
      id: index === 0 ? `text-${step}` : `text-${step}-${index}`,
      label: labels[step],
      accelerator,
      visible: index === 0,
      acceleratorWorksWhenHidden: true,
      click: () => actions.resizeText(step),
    })),
  );
}

function templateOf(language: Language, actions: MenuActions): MenuItemConstructorOptions[] {
  const t = words[language];
  const mac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: t.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.ask('settings'),
  };
  const lock: MenuItemConstructorOptions = {
    id: 'lock',
    label: t.lock,
    accelerator: 'CmdOrCtrl+L',
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
  return [
    ...(mac ? [{ label: 'Keyfold', submenu: applicationItems }] : []),
    {
      label: t.file,
      submenu: [
        {
          id: 'add',
          label: t.add,
          accelerator: 'CmdOrCtrl+N',
          click: () => actions.ask('add'),
        },
        separator,
        { id: 'import', label: t.import, click: () => actions.ask('import') },
        {
          id: 'export',
          label: t.export,
          accelerator: 'CmdOrCtrl+E',
          click: () => actions.ask('export'),
        },
        ...(mac ? [] : [separator, ...fileItems]),
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
          click: () => actions.ask('search'),
        },
      ],
    },
    {
      label: t.view,
      submenu: [...textSizeItems(t, actions), separator, { role: 'togglefullscreen', label: t.fullScreen }],
    },
    {
      role: 'help',
      label: t.help,
      submenu: [{ id: 'help', label: t.keyfoldHelp, accelerator: 'F1', click: () => actions.ask('help') }],
    },
  ];
}
