import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, type BaseWindow, dialog } from 'electron';
import { closeX11Dialogs } from '../platform/x11-dialogs';
import type { VaultProcessHooks } from './process';

/** Returns the whole path of a path below the home folder, as the tools look for their files. */
const inHome = (path: string) => join(app.getPath('home'), path);

/** Dialogs that are on the screen. */
let open = 0;

async function whileOpen<T>(answer: Promise<T>): Promise<T> {
  open += 1;
  try {
    return await answer;
  } finally {
    open -= 1;
  }
}

/** Takes the dialogs from the screen, as if the person had cancelled them. Only X11 can do that; elsewhere they stay. */
export async function closeFileDialogs(): Promise<void> {
  if (open > 0 && process.platform === 'linux') await closeX11Dialogs();
}

/**
 * Makes the dialogs in which a person chooses a file or a place for one. `window` is a function because the window is
 * made later.
 */
export function fileDialogs(
  window: () => BaseWindow,
): Pick<VaultProcessHooks, 'askSavePath' | 'askOpenPath' | 'askFolder'> {
  return {
    async askSavePath(fileName, usual) {
      const folders = [...(usual ? [dirname(inHome(usual))] : []), app.getPath('downloads')];
      const folder = folders.find((one) => existsSync(one)) ?? app.getPath('home');
      const { filePath } = await whileOpen(
        dialog.showSaveDialog(window(), {
          defaultPath: join(folder, fileName),
          // GTK asks before it overwrites only if this is set. A tool's file is never overwritten, so there is nothing to
          // ask.
          properties: usual === undefined ? ['showOverwriteConfirmation'] : [],
        }),
      );
      return filePath || null;
    },
    async askOpenPath(what, usual = null) {
      const { filePaths } = await whileOpen(
        dialog.showOpenDialog(window(), {
          ...(usual !== null && existsSync(inHome(usual)) ? { defaultPath: inHome(usual) } : {}),
          // Two files of this name lie in each vault and backup, and nothing else there can be chosen.
          ...(what === 'vault' ? { filters: [{ name: 'vault.db', extensions: ['db'] }] } : {}),
          properties: ['openFile', 'showHiddenFiles'],
        }),
      );
      return filePaths[0] ?? null;
    },
    async askFolder() {
      const { filePaths } = await whileOpen(
        dialog.showOpenDialog(window(), {
          defaultPath: app.getPath('home'),
          properties: ['openDirectory', 'createDirectory'],
        }),
      );
      return filePaths[0] ?? null;
    },
  };
}
