import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/**
 * Returns the path of the command `keyfold` that belongs to this application; empty if there is none: it was not built,
 * as where there is no C compiler. `app.isPackaged` is not used, since it depends on the name of the program's file.
 */
export function commandProgram(): string {
  const name = process.platform === 'win32' ? 'keyfold.exe' : 'keyfold';
  const folder = process.defaultApp
    ? join(app.getAppPath(), 'out', 'command')
    : join(process.platform === 'darwin' ? process.resourcesPath : dirname(process.execPath), 'bin');
  const program = join(folder, name);
  return existsSync(program) ? program : '';
}
