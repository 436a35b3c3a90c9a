import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandFile } from '../../scripts/lib/systems.mjs';

/** The command `keyfold`, as a person types it in a terminal while the application runs. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'out', 'command', commandFile);

/** Whether there is a command: it is built where the machine has a C compiler. */
export const hasCommand = existsSync(program);

/**
 * Where the sockets of this home are, so that the person's own Keyfold isn't asked.
 * @param {string} home
 */
export function runtimeIn(home) {
  const folder = join(home, 'run');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Starts the command, and tells what it said when it has ended.
 * @param {{ folder: string, userData: string }} home
 * @param {readonly string[]} args
 */
export function ask(home, args) {
  const child = spawn(program, ['--vault', join(home.userData, 'vault'), ...args], {
    cwd: home.folder,
    env: { ...process.env, XDG_RUNTIME_DIR: runtimeIn(home.folder) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    out += piece;
  });
  /** @type {Promise<{ code: number | null, out: string }>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });
  return { child, ended };
}

/**
 * The arguments of a small program that prints one variable of its environment.
 * @param {string} variable
 */
export const printing = (variable) => [process.execPath, '-e', `process.stdout.write(process.env.${variable} ?? '')`];
