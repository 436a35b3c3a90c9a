import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './app';

/**
 * The application as it is packaged: with fuses set, no driver, and no debugging. Its behaviour is seen from outside.
 */

const output = join(root, 'out/package');

/** The folder that `npm run package` made, with the right fuses and no starter of development. */
export function packageFolder(): string {
  const names = existsSync(output)
    ? readdirSync(output).filter((name) => existsSync(join(output, name, 'resources/app.asar')))
    : [];
  const [name] = names;
  if (name === undefined) throw new Error('There is no packaged application; npm test makes one before its tests.');
  return join(output, name);
}

export interface Run {
  child: ChildProcess;
  /** Returns what it has written to standard output and standard error so far. */
  said(): string;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

/** Starts a program with these arguments and this environment only. */
export function run(program: string, args: readonly string[], env: Record<string, string>, cwd: string): Run {
  const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return {
    child,
    said: () => said,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}
