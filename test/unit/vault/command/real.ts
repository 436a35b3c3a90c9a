import { spawn } from 'node:child_process';
import { builtCommand } from '../../../../scripts/lib/paths.mjs';
import { monotonicClock } from '../../../../vault/base/clock';
import { createAsksWho } from '../../../../vault/command/peers';

/** The command as it is built, in a vault's test. */

/** Who asks, as the command says it. */
export const asksWho = createAsksWho(builtCommand, monotonicClock);

export interface End {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a program with an environment of its own. */
export function start(program: string, args: readonly string[], env: Record<string, string | undefined> = {}) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<End>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  return { ended, child, said: () => stderr };
}

/** Runs the command for the vault in this folder. */
export const keyfold = (folder: string, args: readonly string[], env: Record<string, string> = {}) =>
  start(builtCommand, ['--vault', folder, ...args], env);
