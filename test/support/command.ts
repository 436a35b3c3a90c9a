import { type ChildProcess, spawn } from 'node:child_process';
import { environment, type Keyfold } from './app';
import { commandProgram, without } from './systems';
import { test } from './test';

/** A program that was started, and what it says. */
export interface Running {
  child: ChildProcess;
  /** What it has written to stderr so far. */
  said(): string;
  ended: Promise<{ code: number | null; out: string; said: string }>;
}

/** Starts a program in the home of that application. Its folder is the person's own. */
export function run(keyfold: Keyfold, program: string, args: readonly string[]): Running {
  test.skip(...without('command'));
  const child = spawn(program, args, {
    cwd: keyfold.home.documents,
    env: environment(keyfold.home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  const ended = new Promise<{ code: number | null; out: string; said: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, said }));
  });
  return { child, said: () => said, ended };
}

/** Runs the command with these arguments. All runs of one test file are of the same requesting program. */
export const command = (keyfold: Keyfold, ...args: string[]) => run(keyfold, commandProgram, args);

const relay =
  "const { spawnSync } = require('node:child_process');" +
  "const { status } = spawnSync(process.argv[1], process.argv.slice(2), { stdio: 'inherit' });" +
  'process.exit(status ?? 99);';

/** Runs the command as another program does, which is a requester of its own. */
export const commandOfOther = (keyfold: Keyfold, ...args: string[]) =>
  run(keyfold, process.execPath, ['-e', relay, commandProgram, ...args]);

const twice =
  "const { spawnSync } = require('node:child_process');" +
  'for (const _ of [1, 2]) {' +
  "  const { status } = spawnSync(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'ignore', 'inherit'] });" +
  "  process.stdout.write(status + ' ');" +
  '}';

/** Runs the command two times, one after the other, as one other program does. It prints the two exit codes. */
export const commandTwiceOfOther = (keyfold: Keyfold, ...args: string[]) =>
  run(keyfold, process.execPath, ['-e', twice, commandProgram, ...args]);

/** The arguments of a small program that prints one variable of its environment. */
export const printing = (variable: string) => [
  process.execPath,
  '-e',
  `process.stdout.write(process.env.${variable} ?? 'nothing')`,
];
