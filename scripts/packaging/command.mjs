import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { builtCommand, commandFolder } from '../lib/paths.mjs';
import { placesIn } from './electron.mjs';

/**
 * Where the manual and the completions lie below `share`. For a folder `bin` in PATH, `man` looks into the `share` beside
 * it by itself; shells are told the place.
 */
const shared = {
  'keyfold.1': 'man/man1/keyfold.1',
  'keyfold.zh_CN.1': 'man/zh_CN/man1/keyfold.1',
  'completions/keyfold.bash': 'bash-completion/completions/keyfold',
  'completions/_keyfold': 'zsh/site-functions/_keyfold',
  'completions/keyfold.fish': 'fish/vendor_completions.d/keyfold.fish',
  'completions/keyfold.ps1': 'powershell/keyfold.ps1',
};

/** Whether the command was built, so that it can be packaged. */
export const hasCommand = () => existsSync(builtCommand);

/**
 * Puts the command, its manual and its completions into a packaged application.
 * @param {string} folder
 */
export async function addCommand(folder) {
  if (!hasCommand()) return;
  const { command } = placesIn(folder);
  await mkdir(path.dirname(command), { recursive: true });
  await copyFile(builtCommand, command);
  await chmod(command, 0o755);
  for (const [from, to] of Object.entries(shared)) {
    const target = path.join(path.dirname(command), '..', 'share', to);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(commandFolder, from), target);
    // A clone has the modes of the person who made it.
    await chmod(target, 0o644);
  }
}
