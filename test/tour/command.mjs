import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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
 * Asks for the default key of Alibaba Cloud as a Makefile does, for a picture. Nothing above its shell is left, so the
 * sheet doesn't show who made the picture. Answers what ends it.
 * @param {{ folder: string, userData: string }} home
 */
export function askByMake(home) {
  const site = join(home.folder, 'site');
  const tools = join(home.folder, 'bin');
  for (const folder of [site, tools]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(site, 'Makefile'), 'plan:\n\tkeyfold exec --provider alibaba -- terraform plan\n');
  symlinkSync(program, join(tools, 'keyfold'));
  writeFileSync(join(tools, 'terraform'), '#!/bin/sh\n', { mode: 0o755 });
  const shell = spawn('sh', ['-c', 'bash -c "make plan; true" &'], {
    cwd: site,
    detached: true,
    env: {
      ...process.env,
      PATH: `${tools}:${process.env.PATH}`,
      KEYFOLD_VAULT: join(home.userData, 'vault'),
      XDG_RUNTIME_DIR: runtimeIn(home.folder),
    },
    stdio: 'ignore',
  });
  const { pid } = shell;
  if (pid === undefined) throw new Error('There is no shell.');
  return () => void process.kill(-pid);
}

/**
 * The arguments of a small program that prints one variable of its environment.
 * @param {string} variable
 */
export const printing = (variable) => [process.execPath, '-e', `process.stdout.write(process.env.${variable} ?? '')`];
