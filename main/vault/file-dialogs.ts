import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, type BaseWindow, dialog } from 'electron';
import type { VaultProcessHooks } from './process';

/** A path below the home folder, as the tools look for their files. */
const inHome = (path: string) => join(app.getPath('home'), path);

/** The dialogs in which a person says where a file is to be, or which one is meant. `window` is asked for late. */
export function fileDialogs(window: () => BaseWindow): Pick<VaultProcessHooks, 'askSavePath' | 'askOpenPath'> {
  return {
    async askSavePath(fileName, usual) {
      const folders = [...(usual ? [dirname(inHome(usual))] : []), app.getPath('downloads')];
      const folder = folders.find((one) => existsSync(one)) ?? app.getPath('home');
      const { filePath } = await dialog.showSaveDialog(window(), {
        defaultPath: join(folder, fileName),
        // GTK doesn't unless it is told to. Over a tool's file nothing is ever written, so there is nothing to ask.
        properties: usual === undefined ? ['showOverwriteConfirmation'] : [],
      });
      return filePath || null;
    },
    async askOpenPath(_what, usual = null) {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        ...(usual !== null && existsSync(inHome(usual)) ? { defaultPath: inHome(usual) } : {}),
        properties: ['openFile', 'showHiddenFiles'],
      });
      return filePaths[0] ?? null;
    },
  };
}
