import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** Returns the path of the program `keyfold`; empty if there is none. */
export function commandProgram(): string {
  const program = join(app.getAppPath(), 'out', 'command', process.platform === 'win32' ? 'keyfold.exe' : 'keyfold');
  return existsSync(program) ? program : '';
}
